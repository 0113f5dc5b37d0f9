import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlaceKeeper, type PlaceReport } from './place';

const FURTHEST = { chapter: 'a', offset: 100 };

function setUp(send: (moves: PlaceReport[], leaving: boolean) => Promise<void> = async () => undefined) {
  const moves: PlaceReport[] = [];
  const trouble = vi.fn();
  const gathering = vi.fn();
  const keeper = new PlaceKeeper({
    describe: (report) => report,
    record: async (batch, leaving) => {
      await send(batch, leaving);
      moves.push(...batch);
    },
    gathering,
    isAhead: (place) => place.chapter > FURTHEST.chapter || place.offset > FURTHEST.offset,
    patience: () => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 8_000)),
    trouble,
  });
  /** What was recorded, without the beginning of the sitting. */
  const sent = () => moves.filter(({ kind }) => kind !== 'open');
  return { keeper, sent, moves, trouble, gathering };
}

const at = (offset: number, chapter = 'a') => ({ chapter, offset });
const tick = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('keeping the place', () => {
  it('saves nothing on opening, and calls the page read after two seconds', async () => {
    const { keeper, sent } = setUp();
    keeper.opened(at(120), 200, false);
    await tick(1_900);
    expect(sent()).toEqual([]);
    await tick(200);
    expect(sent()).toEqual([{ ...at(120), kind: 'read', pageEnd: 200, reached: true }]);
  });

  it('tells that a sitting began, which moves nobody', async () => {
    const { keeper, moves } = setUp();
    keeper.opened(at(50), 90, false);
    await tick(450);
    expect(moves).toEqual([{ ...at(50), kind: 'open', pageEnd: 50, reached: false }]);
  });

  it('says after a forward turn that the page left is read, and gathers quick turns', async () => {
    const { keeper, sent } = setUp();
    keeper.opened(at(0), 110, false);
    keeper.turned(1, at(110), 220);
    keeper.turned(1, at(220), 330);
    await tick(450);
    expect(sent()).toEqual([{ ...at(220), kind: 'turn', pageEnd: 220, reached: true }]);
    await tick(2_000);
    expect(sent().at(-1)).toEqual({ ...at(220), kind: 'read', pageEnd: 330, reached: true });
  });

  it('turning back saves the place and lifts nothing', async () => {
    const { keeper, sent } = setUp();
    keeper.opened(at(90), 95, false);
    keeper.turned(-1, at(50), 90);
    await tick(5_000);
    expect(sent()).toEqual([{ ...at(50), kind: 'turn', pageEnd: 50, reached: false }]);
  });

  it('a jump lifts nothing however long one looks, until a page is turned there', async () => {
    const { keeper, sent } = setUp();
    keeper.opened(at(0), 90, false);
    keeper.jumpedTo(at(500), 600, true);
    await tick(60_000);
    expect(sent()).toEqual([{ ...at(500), kind: 'jump', pageEnd: 500, reached: false }]);
    keeper.laidOut(700);
    await tick(60_000);
    expect(sent()).toHaveLength(1);
    keeper.turned(1, at(600), 700);
    await tick(450);
    expect(sent().at(-1)).toEqual({ ...at(600), kind: 'turn', pageEnd: 600, reached: true });
  });

  it('keeps what was read before a jump apart from the jump', async () => {
    const { keeper, sent } = setUp();
    keeper.opened(at(0), 110, false);
    keeper.turned(1, at(110), 220);
    keeper.jumpedTo(at(900), 990, true);
    await tick(450);
    expect(sent()).toEqual([
      { ...at(110), kind: 'turn', pageEnd: 110, reached: true },
      { ...at(900), kind: 'jump', pageEnd: 900, reached: false },
    ]);
  });

  it('a change of layout is not a move', async () => {
    const { keeper, sent, moves } = setUp();
    keeper.opened(at(10), 60, false);
    await tick(450);
    keeper.laidOut(80);
    await tick(10_000);
    expect(sent()).toEqual([]);
    expect(moves).toHaveLength(1);
    expect(keeper.current).toEqual(at(10));
  });

  it('dragging along the book is one jump, and the way back another move', async () => {
    const { keeper, sent } = setUp();
    keeper.jumpedTo(at(300), 400, true);
    keeper.jumpedTo(at(700), 800, true);
    keeper.jumpedTo(at(20), 90, false, 'undo');
    await tick(450);
    expect(sent().map(({ kind, offset }) => [kind, offset])).toEqual([
      ['jump', 700],
      ['undo', 20],
    ]);
  });

  it('reaches at once when asked, also after a jump', async () => {
    const { keeper, sent } = setUp();
    keeper.jumpedTo(at(500), 600, true);
    await keeper.reachNow();
    expect(sent().at(-1)).toEqual({ ...at(500), kind: 'read', pageEnd: 600, reached: true });
    expect(keeper.jumped).toBe(false);
  });

  it('tells when the server has not heard for long, and when it has', async () => {
    let arrive = () => {};
    const { keeper, sent, trouble } = setUp(() => new Promise((done) => (arrive = done)));
    keeper.turned(-1, at(50), 90);
    await tick(10_000);
    expect(trouble).not.toHaveBeenCalled();
    await tick(10_000);
    expect(trouble).toHaveBeenLastCalledWith(true);
    arrive();
    await tick(10);
    expect(sent().at(-1)).toMatchObject(at(50));
    expect(trouble).toHaveBeenLastCalledWith(false);
  });

  it('loses patience where the reader waits for the answer', async () => {
    const { keeper } = setUp(() => new Promise(() => undefined));
    keeper.turned(1, at(500), 600);
    const asked = expect(keeper.reachNow()).rejects.toThrow('late');
    await tick(9_000);
    await asked;
  });

  it('keeps what is gathered where the end of the page does not reach', async () => {
    const { keeper, gathering } = setUp();
    keeper.turned(1, at(500), 600);
    expect(gathering.mock.calls.at(-1)?.[0]).toMatchObject([at(500)]);
    await tick(450);
    expect(gathering).toHaveBeenLastCalledWith([]);
  });

  it('stays when the reader says so, though nothing was turned', async () => {
    const { keeper, sent } = setUp();
    keeper.opened(at(70), 90, false);
    await keeper.affirm();
    expect(sent()).toEqual([{ ...at(70), kind: 'turn', pageEnd: 70, reached: false }]);
  });

  it('hands over what is gathered when the page is left', () => {
    const leaving: boolean[] = [];
    const { keeper } = setUp(async (_, isLeaving) => {
      leaving.push(isLeaving);
    });
    keeper.turned(1, at(500), 600);
    keeper.close();
    expect(leaving).toEqual([true]);
  });
});
