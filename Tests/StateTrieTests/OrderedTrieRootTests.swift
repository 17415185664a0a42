import EthereumTypes
import StateTrie
import Testing

@Suite struct OrderedTrieRootTests {
  @Test(arguments: [0, 1, 2, 16, 127, 128, 129, 130, 255, 256, 257, 300, 1_000])
  func itemsAreKeyedByTheRLPOfTheirPosition(count: Int) {
    let items = (0..<count).map { position in
      [UInt8](repeating: UInt8(truncatingIfNeeded: position), count: 1 + position % 90)
    }
    var entries: [[UInt8]: [UInt8]] = [:]
    for (position, item) in items.enumerated() {
      var key = RLPEncoder()
      key.encode(uint: position)
      entries[key.result] = item
    }
    #expect(orderedTrieRoot(items) == ReferenceTrie(entries).rootHash)
  }
}
