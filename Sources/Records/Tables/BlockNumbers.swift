/// Numbers for blocks, from 0 in the order in which they come, so that what is gathered by block
/// lies in flat arrays.
package struct BlockNumbers: Sendable {
  private var numbers: [BlockKey: Int32] = [:]
  /// Most blocks have their chain in common: its name is in memory once.
  private var chains: Set<String> = []

  /// No block.
  package init() {}

  /// How many blocks have a number.
  package var count: Int { numbers.count }

  /// The number of a block that has one.
  package subscript(key: BlockKey) -> Int? { numbers[key].map(Int.init) }

  /// The number of a block, which gets the next one if it has none.
  package mutating func number(of key: BlockKey) -> Int {
    if let known = self[key] { return known }
    let chain = chains.insert(key.chain).memberAfterInsert
    numbers[BlockKey(chain: chain, number: key.number, hash: key.hash)] = Int32(numbers.count)
    return numbers.count - 1
  }

  /// The blocks with their numbers, in the order of their keys.
  package var sorted: [(key: BlockKey, number: Int)] {
    numbers.sorted { $0.key < $1.key }.map { ($0.key, Int($0.value)) }
  }
}
