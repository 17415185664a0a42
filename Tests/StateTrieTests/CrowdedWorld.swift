import EthereumTypes
import StateTrie
import TestSupport

/// A few accounts and slots whose hashed keys share prefixes, so that extensions and branches come
/// and go with them.
struct CrowdedWorld {
  /// Addresses and slots with keys that begin with the same 12 bits, the same 4, and others.
  static let numbers: [UInt256] = {
    let all = (1...60_000 as ClosedRange<UInt64>).map { UInt256($0) }
    let keys = keccak256(eachWord: all)
    func matching(_ bits: Int, _ count: Int) -> [UInt256] {
      zip(all, keys).filter { $1.word >> (256 - bits) == keys[0].word >> (256 - bits) }
        .prefix(count).map(\.0)
    }
    return Array(Set(matching(12, 5) + matching(4, 3) + all.suffix(4))).sorted()
  }()

  static let addresses: [Address] = {
    let all = (1...60_000 as ClosedRange<UInt64>).map { Address(word: UInt256($0)) }
    let keys = keccak256(each: all)
    func matching(_ bits: Int, _ count: Int) -> [Address] {
      zip(all, keys).filter { $1.word >> (256 - bits) == keys[0].word >> (256 - bits) }
        .prefix(count).map(\.0)
    }
    return Array(Set(matching(12, 5) + matching(4, 3) + all.suffix(4))).sorted()
  }()

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
      let slots = numbers.filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
      updates.append(
        AccountUpdate(
          address: address, account: (random.next() % 3, UInt256(random.next()), .emptyKeccak),
          storage: slots.map { ($0, random.next() % 2 == 0 ? .zero : UInt256(random.next())) },
          storageCleared: Int.random(in: 0..<8, using: &random) == 0))
    }
    return updates.shuffled(using: &random)
  }
}
