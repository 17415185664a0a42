import BlockSets
import EthereumTypes

/// A block's ancestors as far back as they were asked for, each the one that the header after it
/// names: so a hash that BLOCKHASH gives is proven by the block's own.
struct Lineage: Sendable {
  /// Clients refuse batches of more than 100.
  private static let headersPerBatch = 50

  private let node: Node
  /// The parent first.
  private var headers: [BlockHeader]

  /// Reads the header of the block's parent.
  init(of block: BlockHeader, from node: Node) throws(RPCError) {
    self.node = node
    headers = [try node.parent(of: block)]
  }

  /// The header of the block's parent.
  var parent: BlockHeader { headers[0] }

  /// The hash of an ancestor, for which headers are read back to the one that names it.
  mutating func hash(of number: UInt64) throws(RPCError) -> Hash32 {
    if number == parent.number { return parent.hash }
    try extend(to: number + 1)
    return headers[Int(parent.number - number) - 1].parentHash
  }

  private mutating func extend(to oldest: UInt64) throws(RPCError) {
    while var child = headers.last, child.number > oldest {
      let count = min(child.number - oldest, UInt64(Self.headersPerBatch))
      let numbers = (1...count).map { [newest = child.number] in newest - $0 }
      for header in try node.headers(numbers) {
        if let header, header.hash == child.parentHash {
          child = header
        } else {
          child = try node.parent(of: child)
        }
        headers.append(child)
      }
    }
  }
}
