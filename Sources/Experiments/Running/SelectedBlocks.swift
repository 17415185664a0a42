import BlockSets
import EthereumTypes

/// Some of a source's blocks: `fork:` and `limit:` of a block set.
package struct SelectedBlocks: BlockSource {
  /// Ends a walk through a source when there are enough blocks.
  private struct Enough: Error {}

  private let source: any BlockSource
  private let fork: Fork?
  private let limit: Int

  /// Selects blocks.
  ///
  /// - Parameters:
  ///   - fork: Only chains that start under this fork; all where it is nil.
  ///   - limit: Only the first so many blocks.
  package init(source: any BlockSource, fork: Fork?, limit: Int) {
    self.source = source
    self.fork = fork
    self.limit = limit
  }

  /// The whole source's.
  package var description: String { source.description }

  /// Calls `body` with each chain that is selected, or the part of it that is.
  package func forEachChain(_ body: (BlockChain) throws -> Void) throws {
    try forEachStream { try body(try $0.collected()) }
  }

  /// Calls `body` with each chain that is selected; of the others no more than a block is read.
  package func forEachStream(_ body: (ChainStream) throws -> Void) throws {
    var left = limit
    func take(_ stream: ChainStream) throws {
      guard left > 0 else { throw Enough() }
      let taken = stream.prefix(left)
      left -= taken.blockCount
      try body(taken)
    }
    do {
      guard let fork else { return try source.forEachStream(take) }
      try source.forEachStream { stream in
        // What fork a chain starts under is known from its first block.
        var first: Fork?
        try stream.prefix(1).forEachBlock { first = $0.fork }
        if first == fork { try take(stream) }
      }
    } catch is Enough {}
  }

  /// Covers the selection and the whole source.
  package func digest() throws -> Hash32 {
    let selection = "\(try source.digest()) fork \(fork?.name ?? "any") limit \(limit)"
    return Hash32(bytes: sha256(Array(selection.utf8))) ?? .zero
  }

  /// Counts the blocks that are selected.
  package func countBlocks() throws -> Int {
    guard fork != nil else { return min(limit, try source.countBlocks()) }
    var count = 0
    try forEachStream { count += $0.blockCount }
    return count
  }
}
