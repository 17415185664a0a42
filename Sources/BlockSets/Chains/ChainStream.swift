/// A chain whose blocks come one by one, so that a long chain need not be in memory.
///
/// Valid only while the source calls the body that it was given to.
package struct ChainStream {
  /// The chain without its blocks.
  package let head: BlockChain
  /// How many blocks will come.
  package let blockCount: Int
  private let walk: ((InputBlock) throws -> Void) throws -> Void

  /// A chain and the walk through its blocks.
  ///
  /// - Parameter walk: Calls its argument with each block in order.
  package init(
    head: BlockChain, blockCount: Int,
    walk: @escaping ((InputBlock) throws -> Void) throws -> Void
  ) {
    precondition(head.blocks.isEmpty, "the head of a stream has no blocks")
    self.head = head
    self.blockCount = blockCount
    self.walk = walk
  }

  /// A chain that is in memory already.
  package init(_ chain: BlockChain) {
    var head = chain
    head.blocks = []
    head.lacksOmmerHeaders = chain.blocks.contains { $0.lacksOmmerHeaders }
    self.init(head: head, blockCount: chain.blocks.count) { try chain.blocks.forEach($0) }
  }

  /// Calls `body` with each block in order.
  package func forEachBlock(_ body: (InputBlock) throws -> Void) throws {
    try walk(body)
  }

  /// The stream's first blocks; what is expected after the last of all does not hold after them.
  package func prefix(_ limit: Int) -> ChainStream {
    guard limit < blockCount else { return self }
    var head = head
    head.postState = nil
    head.postStateRoot = nil
    head.lastBlockHash = nil
    return ChainStream(head: head, blockCount: limit) { [walk] body in
      var left = limit
      do {
        try walk { block in
          guard left > 0 else { throw Enough() }
          left -= 1
          try body(block)
        }
      } catch is Enough {}
    }
  }

  /// Ends a walk when there are enough blocks.
  private struct Enough: Error {}

  /// The whole chain in memory.
  package func collected() throws -> BlockChain {
    var chain = head
    chain.lacksOmmerHeaders = false
    chain.blocks.reserveCapacity(blockCount)
    try forEachBlock { chain.blocks.append($0) }
    return chain
  }
}
