"""Spans to an OpenTelemetry collector over OTLP/HTTP; imported only when one is configured."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from opentelemetry import trace as otel
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import (
    NonRecordingSpan,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)

from bookreader.kit import trace
from bookreader.kit.trace import Kind, Span

log = logging.getLogger(__name__)
_KINDS = {"server": SpanKind.SERVER, "consumer": SpanKind.CONSUMER, "client": SpanKind.CLIENT}
_PATIENCE_SECONDS = 5


class _Quiet(SpanExporter):
    """Says once that the collector does not take spans: its own words repeat, with its address."""

    def __init__(self, inner: SpanExporter) -> None:
        self._inner = inner
        self._told = False

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        try:
            result = self._inner.export(spans)
        except Exception:
            result = SpanExportResult.FAILURE
        failed = result is not SpanExportResult.SUCCESS
        if failed and not self._told:
            log.warning("the collector of traces does not take them; the program goes on without")
        self._told = failed
        return result

    def shutdown(self) -> None:
        self._inner.shutdown()

    def force_flush(self, timeout_millis: int = 30000) -> bool:
        return self._inner.force_flush(timeout_millis)


class _Timed:
    def __init__(self, span: otel.Span) -> None:
        self._span = span

    def rename(self, name: str) -> None:
        self._span.update_name(name)

    def set(self, name: str, value: str | int | float) -> None:
        self._span.set_attribute(name, value)

    def fail(self, code: str) -> None:
        self._span.set_attribute("error.type", code)
        self._span.set_status(Status(StatusCode.ERROR))


class OtelTracer:
    """Sends spans in batches from a thread of its own; what does not fit its queue is dropped."""

    def __init__(self, endpoint: str, version: str) -> None:
        logging.getLogger("opentelemetry").setLevel(logging.CRITICAL)
        # Of the machine nothing is told: its name is an address.
        resource = Resource.create({"service.name": "bookreader", "service.version": version})
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        exporter = OTLPSpanExporter(
            endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=_PATIENCE_SECONDS
        )
        self._provider.add_span_processor(BatchSpanProcessor(_Quiet(exporter)))
        self._tracer = self._provider.get_tracer("bookreader")

    @contextmanager
    def span(self, name: str, kind: Kind, **attributes: str | int | float) -> Iterator[Span]:
        """Time what is done inside, below the span that is open here."""
        # Errors are told by codes alone: their words may be a book's.
        span = self._tracer.start_span(
            name,
            context=_context(trace.traceparent()),
            kind=_KINDS[kind],
            attributes={"bookreader.request_id": trace.request_id(), **attributes},
            record_exception=False,
            set_status_on_exception=False,
        )
        try:
            with trace.below(_address(span.get_span_context())):
                yield _Timed(span)
        except Exception as error:
            span.set_attribute("error.type", type(error).__name__)
            span.set_status(Status(StatusCode.ERROR))
            raise
        finally:
            span.end()

    async def close(self) -> None:
        """Send what is left, for as long as one request to the collector may take."""
        await asyncio.to_thread(self._provider.shutdown)


def _address(of: SpanContext) -> str:
    return f"00-{of.trace_id:032x}-{of.span_id:016x}-{int(of.trace_flags):02x}"


def _context(parent: str) -> Context:
    """The parent as the library wants it; without one a trace begins."""
    if not trace.valid(parent):
        return Context()
    _, trace_id, span_id, flags = parent.split("-")
    above = SpanContext(
        int(trace_id, 16), int(span_id, 16), is_remote=True, trace_flags=TraceFlags(int(flags, 16))
    )
    return set_span_in_context(NonRecordingSpan(above), Context())
