/** Where nobody knows what Feishu does, and the choice that was made; each can be made otherwise. */
export interface TenantRules {
  /** A change that changes nothing, be it of limits, a room or a level. Default "fires". */
  readonly unchangedPatch: "fires" | "silent";
  /** A PATCH without a block. Default "accept": code 0, no event. */
  readonly emptyPatch: "accept" | "refuse";
  /** A window that rounds to nothing, 91..121 for instance. Default "accept". */
  readonly collapsedWindow: "accept" | "refuse";
  /** Approvers that a change with `approval_switch` absent leaves out. Default "keep". */
  readonly absentApprovers: "keep" | "clear";
  /** The change of a level: one event for the level, or one for each scope it reaches. Default "one". */
  readonly cascadeEvents: "one" | "each";
  /** Whether the approval of a level, which has no flag, reaches everything below. Default true. */
  readonly approvalCascades: boolean;
  /** Blocks in the event: all three as they are now, or those that were sent. Default "all". */
  readonly eventBlocks: "all" | "sent";
}

export const defaultTenantRules: TenantRules = {
  unchangedPatch: "fires",
  emptyPatch: "accept",
  collapsedWindow: "accept",
  absentApprovers: "keep",
  cascadeEvents: "one",
  approvalCascades: true,
  eventBlocks: "all",
};
