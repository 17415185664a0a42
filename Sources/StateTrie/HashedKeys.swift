import EthereumTypes

/// Hashed keys in ascending order, each with the position it had.
struct HashedKeys: RandomAccessCollection {
  /// A key and its position in the sequence that it came from.
  struct Entry {
    let key: Hash32
    let position: Int
  }

  private var entries: [Entry]

  /// Sorts `keys`.
  init(_ keys: some Collection<Hash32>) {
    entries = keys.enumerated().map { Entry(key: $1, position: $0) }
    entries.sort { $0.key < $1.key }
  }

  var startIndex: Int { entries.startIndex }
  var endIndex: Int { entries.endIndex }

  subscript(index: Int) -> Entry { entries[index] }
}
