/// What a strategy may know about a block before it runs; declared in `GroupingStrategy.needs`.
public enum BlockKnowledge: String, CaseIterable, Sendable {
  /// The block access list: write sets by transaction, and the flat list of unchanged slots read.
  case blockAccessList = "block-access-list"
  /// What the failed attempts at this block loaded and read.
  case observedReads = "observed-reads"
  /// The exact reads of every transaction, which no client has before it runs the block:
  /// reports mark the strategies that need it as hypothetical.
  case attributedReads = "attributed-reads"
  /// Earlier blocks of the block set.
  case history
}
