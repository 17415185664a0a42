import EthereumTypes

/// The trie as the Yellow Paper's appendix D defines it, from all entries at once: slow, plain and
/// independent of the one under test.
struct ReferenceTrie {
  /// The hash of the root node.
  private(set) var rootHash = Hash32.emptyTrieRoot
  /// The encodings of the nodes that are stored under their hash.
  private(set) var nodes: [[UInt8]] = []

  init(_ entries: [[UInt8]: [UInt8]]) {
    guard !entries.isEmpty else { return }
    let nibbles = entries.map { key, value in
      (key: key.flatMap { [Int($0 >> 4), Int($0 & 15)] }, value: value)
    }
    let root = encode(nibbles, depth: 0)
    if root.count < 32 { nodes.append(root) }
    rootHash = keccak256(root)
  }

  init(_ entries: [Hash32: [UInt8]]) {
    self.init(
      Dictionary(entries.map { ($0.key.bytes, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }

  private mutating func encode(_ entries: [(key: [Int], value: [UInt8])], depth: Int) -> [UInt8] {
    var encoder = RLPEncoder()
    encoder.beginList()
    let first = entries[0].key
    var common = depth
    while entries.allSatisfy({ $0.key.count > common && $0.key[common] == first[common] }) {
      common += 1
      if entries.count == 1, common == first.count { break }
    }
    if entries.count == 1 {
      encoder.encode(bytes: compact(Array(first[depth...]), flag: 2))
      encoder.encode(bytes: entries[0].value)
    } else if common > depth {
      encoder.encode(bytes: compact(Array(first[depth..<common]), flag: 0))
      encoder.append(encoded: reference(to: entries, depth: common))
    } else {
      for nibble in 0..<16 {
        let below = entries.filter { $0.key.count > depth && $0.key[depth] == nibble }
        if below.isEmpty {
          encoder.encode(bytes: [])
        } else {
          encoder.append(encoded: reference(to: below, depth: depth + 1))
        }
      }
      encoder.encode(bytes: entries.first { $0.key.count == depth }?.value ?? [])
    }
    encoder.endList()
    if encoder.result.count >= 32 { nodes.append(encoder.result) }
    return encoder.result
  }

  private mutating func reference(
    to entries: [(key: [Int], value: [UInt8])], depth: Int
  ) -> [UInt8] {
    let encoding = encode(entries, depth: depth)
    return encoding.count < 32 ? encoding : [0xa0] + keccak256(encoding).bytes
  }

  private func compact(_ nibbles: [Int], flag: Int) -> [UInt8] {
    let isOdd = nibbles.count % 2 == 1
    let all = isOdd ? [flag + 1] + nibbles : [flag, 0] + nibbles
    return stride(from: 0, to: all.count, by: 2).map { UInt8(all[$0] << 4 | all[$0 + 1]) }
  }
}
