import EthereumTypes
import StateTrie
import TestSupport

/// A few accounts and slots whose hashed keys share prefixes, so that extensions and branches come
/// and go with them.
struct CrowdedWorld {
  /// Slots with keys that begin with the same 12 bits, the same 4, and others.
  static let slots: [UInt256] = {
    let all = (1...60_000 as ClosedRange<UInt64>).map { UInt256($0) }
    return crowded(all, keys: keccak256(eachWord: all))
  }()

  /// Addresses, likewise.
  static let addresses: [Address] = {
    let all = (1...60_000 as ClosedRange<UInt64>).map { Address(word: UInt256($0)) }
    return crowded(all, keys: keccak256(each: all))
  }()

  private static func crowded<Value: Comparable & Hashable>(
    _ values: [Value], keys: [Hash32]
  ) -> [Value] {
    func sharing(_ bits: Int, _ count: Int) -> [Value] {
      zip(values, keys).filter { $1.word >> (256 - bits) == keys[0].word >> (256 - bits) }
        .prefix(count).map(\.0)
    }
    return Set(sharing(12, 5) + sharing(4, 3) + values.suffix(4)).sorted()
  }

  /// A piece of an update: new, changed and deleted accounts, cleared storage, slots set and
  /// removed.
  static func piece(using random: inout SplitMix64) -> [AccountUpdate] {
    let deletions = Int.random(in: 2...12, using: &random)
    var updates: [AccountUpdate] = []
    for address in addresses where Int.random(in: 0..<3, using: &random) == 0 {
      if Int.random(in: 0..<deletions, using: &random) == 0 {
        updates.append(AccountUpdate(address: address, account: nil))
        continue
      }
      let changed = slots.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
      updates.append(
        AccountUpdate(
          address: address, account: (random.next() % 3, UInt256(random.next()), .emptyKeccak),
          storage: changed.map { ($0, random.next() % 2 == 0 ? .zero : UInt256(random.next())) },
          storageCleared: Int.random(in: 0..<8, using: &random) == 0))
    }
    return updates.shuffled(using: &random)
  }
}
