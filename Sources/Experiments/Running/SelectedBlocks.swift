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
    var left = limit
    do {
      try source.forEachChain { chain in
        guard left > 0 else { throw Enough() }
        guard fork == nil || chain.blocks.first?.fork == fork else { return }
        var chain = chain
        if chain.blocks.count > left {
          chain.blocks.removeLast(chain.blocks.count - left)
          // What is expected after the last block does not hold after an earlier one.
          chain.postState = nil
          chain.postStateRoot = nil
          chain.lastBlockHash = nil
        }
        left -= chain.blocks.count
        try body(chain)
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
    try forEachChain { count += $0.blocks.count }
    return count
  }
}
