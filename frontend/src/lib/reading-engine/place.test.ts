import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlaceKeeper, type PlaceReport } from './place';

const FURTHEST = { chapter: 'a', offset: 100 };

function setUp(send: (report: PlaceReport, leaving: boolean) => Promise<void> = async () => undefined) {
  const sent: PlaceReport[] = [];
  const trouble = vi.fn();
  const waiting = vi.fn();
  const keeper = new PlaceKeeper({
    send: async (report, leaving) => {
      await send(report, leaving);
      sent.push(report);
    },
    isAhead: (place) => place.chapter > FURTHEST.chapter || place.offset > FURTHEST.offset,
    isPassing: (error) => error instanceof TypeError,
    trouble,
    waiting,
  });
  return { keeper, sent, trouble, waiting };
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
    expect(sent).toEqual([]);
    await tick(200);
    expect(sent).toEqual([{ ...at(120), pageEnd: 200, reached: true }]);
  });

  it('says after a forward turn that the page left is read, and gathers quick turns', async () => {
    const { keeper, sent } = setUp();
    keeper.opened(at(0), 110, false);
    keeper.turned(1, at(110), 220);
    keeper.turned(1, at(220), 330);
    await tick(450);
    expect(sent).toEqual([{ ...at(220), pageEnd: 220, reached: true }]);
    await tick(2_000);
    expect(sent.at(-1)).toEqual({ ...at(220), pageEnd: 330, reached: true });
  });

  it('turning back saves the place and lifts nothing', async () => {
    const { keeper, sent } = setUp();
    keeper.opened(at(90), 95, false);
    keeper.turned(-1, at(50), 90);
    await tick(5_000);
    expect(sent).toEqual([{ ...at(50), pageEnd: 50, reached: false }]);
  });

  it('a jump lifts nothing however long one looks, until a page is turned there', async () => {
    const { keeper, sent } = setUp();
    keeper.opened(at(0), 90, false);
    keeper.jumpedTo(at(500), 600, true);
    await tick(60_000);
    expect(sent).toEqual([{ ...at(500), pageEnd: 500, reached: false }]);
    keeper.laidOut(700);
    await tick(60_000);
    expect(sent).toHaveLength(1);
    keeper.turned(1, at(600), 700);
    await tick(450);
    expect(sent.at(-1)).toEqual({ ...at(600), pageEnd: 600, reached: true });
  });

  it('keeps what was read before a jump apart from the jump', async () => {
    const { keeper, sent } = setUp();
    keeper.opened(at(0), 110, false);
    keeper.turned(1, at(110), 220);
    keeper.jumpedTo(at(900), 990, true);
    await tick(450);
    expect(sent).toEqual([
      { ...at(110), pageEnd: 110, reached: true },
      { ...at(900), pageEnd: 900, reached: false },
    ]);
  });

  it('a change of layout is not a move', async () => {
    const { keeper, sent, waiting } = setUp();
    keeper.opened(at(10), 60, false);
    keeper.laidOut(80);
    await tick(10_000);
    expect(sent).toEqual([]);
    expect(waiting).not.toHaveBeenCalled();
    expect(keeper.current).toEqual(at(10));
  });

  it('reaches at once when asked, also after a jump', async () => {
    const { keeper, sent } = setUp();
    keeper.jumpedTo(at(500), 600, true);
    await keeper.reachNow();
    expect(sent).toEqual([{ ...at(500), pageEnd: 600, reached: true }]);
    expect(keeper.jumped).toBe(false);
  });

  it('tries again quietly, tells when it lasts, and tells when it is over', async () => {
    let down = true;
    const { keeper, sent, trouble, waiting } = setUp(async () => {
      if (down) throw new TypeError('unreachable');
    });
    keeper.turned(-1, at(50), 90);
    await tick(3_000);
    expect(trouble).not.toHaveBeenCalled();
    await tick(20_000);
    expect(trouble).toHaveBeenLastCalledWith(true);
    await expect(keeper.reachNow()).rejects.toThrow();
    down = false;
    keeper.retry();
    await tick(10);
    expect(sent.at(-1)).toMatchObject(at(50));
    expect(trouble).toHaveBeenLastCalledWith(false);
    expect(waiting).toHaveBeenLastCalledWith(null);
  });

  it('gives up on what the server refuses for good', async () => {
    const { keeper, waiting } = setUp(async () => {
      throw new Error('404');
    });
    keeper.turned(1, at(500), 600);
    await tick(450);
    expect(waiting).toHaveBeenLastCalledWith(null);
  });

  it('sends what waits when the page is left', () => {
    const leaving: boolean[] = [];
    const { keeper } = setUp(async (_, isLeaving) => {
      leaving.push(isLeaving);
    });
    keeper.turned(1, at(500), 600);
    keeper.close();
    expect(leaving).toEqual([true]);
  });
});
