/// Numbers for the blocks of a run, from 0 in the order in which they come, so that what is
/// gathered by block lies in flat arrays.
package struct BlockNumbers: Sendable {
  /// A block and its number.
  package typealias Numbered = (blockSet: String, key: BlockKey, number: Int)

  private var numbers: [String: [BlockKey: Int32]] = [:]
  /// Most blocks have their chain in common: its name is in memory once.
  private var chains: Set<String> = []
  /// How many blocks have a number.
  package private(set) var count = 0

  /// No block.
  package init() {}

  /// The number of a block that has one.
  package subscript(key: BlockKey, in blockSet: String) -> Int? {
    numbers[blockSet]?[key].map(Int.init)
  }

  /// The number of a row's block, if it has one.
  package subscript(identity: RowIdentity) -> Int? {
    self[BlockKey(identity), in: identity.blockSet]
  }

  /// The number of a row's block, which gets the next one if it has none.
  package mutating func number(of identity: RowIdentity) -> Int {
    if let known = self[identity] { return known }
    let key = BlockKey(
      chain: chains.insert(identity.chain).memberAfterInsert, number: identity.blockNumber,
      hash: identity.blockHash)
    numbers[identity.blockSet, default: [:]][key] = Int32(count)
    count += 1
    return count - 1
  }

  /// The blocks in the order of their sets' names and their keys.
  package var sorted: [Numbered] {
    numbers.sorted { $0.key < $1.key }.flatMap { blockSet, blocks in
      blocks.sorted { $0.key < $1.key }.map { (blockSet, $0.key, Int($0.value)) }
    }
  }
}
