import type { SideBlock, StoredLimits } from "./tenant-record.js";

/** Everything that is set up for a room or level, block by block. */
export type BlockName = keyof StoredLimits | SideBlock;

export type Blocks = Readonly<Partial<Record<BlockName, unknown>>>;

/** What one scope has of its own, as a snapshot keeps it. */
export interface KeptBlocks {
  readonly scopeId: string;
  readonly own: Blocks;
  /** Of a level: what those below it take over that have nothing of their own. */
  readonly passedOn: Blocks;
}

export interface FoundBlock {
  readonly block: unknown;
  /** Whose it is: the scope's own, or that of a level above. */
  readonly from: string;
}

/**
 * The blocks of all scopes. A scope has its own block or that of the nearest level above it which passes
 * one on. A level that changes a block with `if_cover_child_scope` false changes its own, and passes on
 * what it did before.
 */
export interface ScopedBlocks {
  find(scopeId: string, name: BlockName): FoundBlock | undefined;
  /** @param cascades the blocks that everything below takes over, whatever it had */
  set(scopeId: string, blocks: Blocks, cascades: readonly BlockName[]): void;
  forget(scopeIds: readonly string[]): void;
  list(): readonly KeptBlocks[];
}

export function createScopedBlocks(
  parentOf: (scopeId: string) => string | undefined,
  kept: readonly KeptBlocks[] = [],
): ScopedBlocks {
  const scopes = new Map<string, KeptBlocks>(kept.map((each) => [each.scopeId, each]));

  function isBelow(scopeId: string, levelId: string): boolean {
    let above = parentOf(scopeId);
    while (above !== undefined && above !== levelId) above = parentOf(above);
    return above !== undefined;
  }
  function overwriteBelow(levelId: string, names: readonly BlockName[]): void {
    for (const { scopeId, own, passedOn } of scopes.values()) {
      if (!isBelow(scopeId, levelId)) continue;
      const left = { scopeId, own: without(own, names), passedOn: without(passedOn, names) };
      if (isEmpty(left.own) && isEmpty(left.passedOn)) scopes.delete(scopeId);
      else scopes.set(scopeId, left);
    }
  }

  return {
    find(scopeId, name) {
      const own = scopes.get(scopeId)?.own[name];
      if (own !== undefined) return { block: own, from: scopeId };
      for (let above = parentOf(scopeId); above !== undefined; above = parentOf(above)) {
        const block = scopes.get(above)?.passedOn[name];
        if (block !== undefined) return { block, from: above };
      }
      return undefined;
    },
    set(scopeId, blocks, cascades) {
      const { own, passedOn } = scopes.get(scopeId) ?? { own: {}, passedOn: {} };
      const passed = Object.fromEntries(cascades.map((name) => [name, blocks[name]]));
      scopes.set(scopeId, {
        scopeId,
        own: { ...own, ...blocks },
        passedOn: { ...passedOn, ...passed },
      });
      if (cascades.length > 0) overwriteBelow(scopeId, cascades);
    },
    forget(scopeIds) {
      for (const scopeId of scopeIds) scopes.delete(scopeId);
    },
    list: () => [...scopes.values()],
  };
}

const without = (blocks: Blocks, names: readonly BlockName[]): Blocks =>
  Object.fromEntries(Object.entries(blocks).filter(([name]) => !names.includes(name as BlockName)));

const isEmpty = (blocks: Blocks): boolean => Object.keys(blocks).length === 0;
