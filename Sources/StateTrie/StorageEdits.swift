import EthereumTypes

/// The edits of several accounts' storage tries, whose keys are hashed together.
struct StorageEdits {
  private var slots: [(slot: UInt256, value: UInt256)] = []
  private let keys: [Hash32]
  /// Where the slots of each account begin, with the end appended.
  private var starts = [0]

  /// Takes the `storage` of each account: the slots that change, with their values.
  init(_ storage: some Sequence<[(slot: UInt256, value: UInt256)]>) {
    for slots in storage {
      self.slots += slots
      starts.append(self.slots.count)
    }
    keys = keccak256(eachWord: slots.map(\.slot))
  }

  /// The sorted edits for the account at `position`; a value of zero removes its slot.
  func edits(at position: Int) -> [TrieEdit] {
    let range = starts[position]..<starts[position + 1]
    return HashedKeys(keys[range]).map { entry in
      let value = slots[range.lowerBound + entry.position].value
      guard !value.isZero else { return TrieEdit(key: NibblePath(entry.key), value: nil) }
      var encoder = RLPEncoder(reservingCapacity: 33)
      encoder.encode(uint: value)
      return TrieEdit(key: NibblePath(entry.key), value: encoder.result)
    }
  }
}
