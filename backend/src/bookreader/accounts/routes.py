"""HTTP of accounts: first account, sign-in and out, refresh, own settings."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response

import bookreader
from bookcore.analysers import Status
from bookreader.accounts import errors, service
from bookreader.accounts.dependencies import (
    MEDIA_COOKIE,
    REFRESH_COOKIE,
    AccountPolicy,
    Admin,
    CurrentReader,
    CurrentUser,
    Policy,
)
from bookreader.accounts.schemas import (
    AccountChange,
    AdminServer,
    AdminServerChange,
    AnalyserOut,
    Credentials,
    NewAccount,
    PasswordChange,
    ServerState,
    SessionOut,
    UserOut,
)
from bookreader.kit.http import Db, Now, Reading, Writing
from bookreader.kit.problem import problems
from bookreader.ports.http import Toolbox

router = APIRouter(prefix="/api", tags=["accounts"])
_REFRESH_PATH = "/api/session"
_MEDIA_PATH = "/api"
# An examination may ask a model far away; the page shows what is known by then.
_PATIENCE_SECONDS = 5.0


def _refuse_foreign(request: Request) -> None:
    """Cookie-borne requests must come from our own pages."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise errors.ForeignOrigin
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise errors.ForeignOrigin


def _hand_over(response: Response, policy: AccountPolicy, signed: service.SignedIn) -> SessionOut:
    life = int(policy.tokens.session_life.total_seconds())
    for name, value, path, age in (
        (REFRESH_COOKIE, signed.refresh_token, _REFRESH_PATH, life),
        (MEDIA_COOKIE, signed.media_token, _MEDIA_PATH, signed.expires_in),
    ):
        response.set_cookie(
            name,
            value,
            max_age=age,
            path=path,
            httponly=True,
            samesite="strict",
            secure=policy.secure_cookies,
        )
    response.headers["Cache-Control"] = "no-store"
    return SessionOut(
        access_token=signed.access_token,
        expires_in=signed.expires_in,
        user=UserOut.model_validate(signed.user),
    )


def _take_back(response: Response) -> None:
    response.delete_cookie(REFRESH_COOKIE, path=_REFRESH_PATH)
    response.delete_cookie(MEDIA_COOKIE, path=_MEDIA_PATH)


@router.get("/server")
async def server_state(session: Reading, policy: Policy) -> ServerState:
    """What a page must know before anybody has signed in."""
    first = not await service.has_accounts(session)
    return ServerState(
        version=bookreader.__version__,
        needs_first_account=first,
        needs_setup_code=first and policy.setup_code is not None,
        registration_open=await service.registration_open(session),
        upload_limit_bytes=policy.upload_limit_bytes,
        plain_http=policy.plain_http,
    )


@router.post(
    "/accounts",
    status_code=201,
    responses=problems(
        errors.RegistrationClosed,
        errors.WrongSetupCode,
        errors.WeakPassword,
        errors.BadName,
        errors.NameTaken,
    ),
)
async def open_account(
    body: NewAccount, request: Request, response: Response, database: Db, policy: Policy, clock: Now
) -> SessionOut:
    """Open an account and sign in; the first one becomes the administrator."""
    _refuse_foreign(request)
    user = await service.open_account(
        database,
        name=body.name,
        password=body.password,
        language=body.language,
        now=clock(),
        setup_code=body.setup_code,
        expected_code=policy.setup_code,
    )
    async with database.write() as session:
        signed = await service.start_session(session, policy.tokens, user, clock())
    return _hand_over(response, policy, signed)


@router.post("/session", responses=problems(errors.WrongCredentials, errors.TooManyAttempts))
async def sign_in(
    body: Credentials,
    request: Request,
    response: Response,
    database: Db,
    policy: Policy,
    clock: Now,
) -> SessionOut:
    """Sign in with name and password."""
    _refuse_foreign(request)
    signed = await service.sign_in(
        database, policy.tokens, name=body.name, password=body.password, now=clock()
    )
    return _hand_over(response, policy, signed)


@router.post(
    "/session/refresh",
    responses=problems(errors.SessionEnded, errors.SessionReused, errors.ForeignOrigin),
)
async def refresh_session(
    request: Request, response: Response, database: Db, policy: Policy, clock: Now
) -> SessionOut:
    """Exchange the refresh cookie for a new access token and a new cookie."""
    _refuse_foreign(request)
    token = request.cookies.get(REFRESH_COOKIE)
    signed = await service.refresh(database, policy.tokens, token, clock())
    return _hand_over(response, policy, signed)


@router.delete("/session", status_code=204, responses=problems(errors.ForeignOrigin))
async def sign_out(request: Request, response: Response, session: Writing, clock: Now) -> None:
    """Sign out on this device."""
    _refuse_foreign(request)
    await service.sign_out(session, request.cookies.get(REFRESH_COOKIE), clock())
    _take_back(response)


@router.get("/me", responses=problems(errors.NotSignedIn))
async def who_am_i(user: CurrentUser) -> UserOut:
    """The account that is asking."""
    return UserOut.model_validate(user)


@router.patch("/me", responses=problems(errors.NotSignedIn, errors.PreferencesTooLarge))
async def change_account(body: AccountChange, user: CurrentUser, session: Writing) -> UserOut:
    """Keep the interface language and the preferences."""
    changed = await service.change_account(
        session, user.id, language=body.language, preferences=body.preferences
    )
    return UserOut.model_validate(changed)


@router.put(
    "/me/password",
    status_code=204,
    responses=problems(errors.WrongCredentials, errors.WeakPassword),
)
async def change_password(
    body: PasswordChange, reader: CurrentReader, database: Db, clock: Now
) -> None:
    """Set a new password; other devices are signed out."""
    await service.change_password(
        database,
        reader.user,
        reader.session_id,
        current=body.current,
        new=body.new,
        now=clock(),
    )


@router.get("/admin/server", responses=problems(errors.AdminOnly))
async def admin_server(_admin: Admin, database: Db, toolbox: Toolbox) -> AdminServer:
    """Decisions of the administrator for the whole server, and how its parts are doing."""
    found = await toolbox.analysers.examined(_PATIENCE_SECONDS)
    async with database.read() as session:
        return _admin_server(await service.registration_open(session), found)


@router.patch("/admin/server", responses=problems(errors.AdminOnly))
async def change_admin_server(
    body: AdminServerChange, _admin: Admin, session: Writing, toolbox: Toolbox
) -> AdminServer:
    """Open or close registration."""
    await service.set_registration(session, is_open=body.registration_open)
    # Nothing is waited for while the database is held.
    return _admin_server(body.registration_open, toolbox.analysers.at_a_glance())


def _admin_server(registration_open: bool, found: Sequence[Status]) -> AdminServer:
    return AdminServer(
        registration_open=registration_open,
        analysers=[AnalyserOut(**one.to_json()) for one in found],
    )
