import Records

/// Which block of a run a row is about, under whatever strategy.
struct BlockIdentity: Hashable, Sendable {
  let blockSet: String
  let block: BlockKey

  init(_ identity: RowIdentity) {
    blockSet = identity.blockSet
    block = BlockKey(identity)
  }
}
