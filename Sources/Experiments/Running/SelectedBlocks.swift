import BlockSets
import EthereumTypes

/// Some of a source's blocks: `fork:` and `limit:` of a block set.
struct SelectedBlocks: BlockSource {
  /// Ends a walk through a source when there are enough blocks.
  private struct Enough: Error {}

  let source: any BlockSource
  /// Only chains that start under this fork.
  let fork: Fork?
  /// Only the first so many blocks.
  let limit: Int

  var description: String { source.description }

  func forEachChain(_ body: (BlockChain) throws -> Void) throws {
    try forEachStream { try body(try $0.collected()) }
  }

  func forEachStream(_ body: (ChainStream) throws -> Void) throws {
    var left = limit
    func take(_ stream: ChainStream) throws {
      guard left > 0 else { throw Enough() }
      let taken = stream.prefix(left)
      left -= taken.blockCount
      try body(taken)
    }
    do {
      guard let fork else { return try source.forEachStream(take) }
      // What fork a chain starts under is known from its first block.
      try source.forEachChain { chain in
        if chain.blocks.first?.fork == fork { try take(ChainStream(chain)) }
      }
    } catch is Enough {}
  }

  func digest() throws -> Hash32 {
    let selection = "\(try source.digest()) fork \(fork?.name ?? "any") limit \(limit)"
    return Hash32(bytes: sha256(Array(selection.utf8))) ?? .zero
  }

  func countBlocks() throws -> Int {
    guard fork != nil else { return min(limit, try source.countBlocks()) }
    var count = 0
    try forEachStream { count += $0.blockCount }
    return count
  }
}
