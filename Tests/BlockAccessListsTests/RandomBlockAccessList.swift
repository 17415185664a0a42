import BlockAccessLists
import EthereumTypes
import TestSupport

extension BlockAccessList {
  /// A canonical list for a block of `transactionCount`, the same for the same seed.
  static func random(seed: UInt64, transactionCount: Int = 5) -> BlockAccessList {
    var random = SplitMix64(seed: seed)
    let addresses = Set((0..<Int.random(in: 0...6, using: &random)).map { _ in random.address() })
    return BlockAccessList(
      accounts: addresses.sorted().map { address in
        AccountChanges.random(at: address, transactionCount: transactionCount, using: &random)
      })
  }
}

extension AccountChanges {
  fileprivate static func random(
    at address: Address, transactionCount: Int, using random: inout SplitMix64
  ) -> AccountChanges {
    func indices() -> [BlockAccessIndex] {
      (0...transactionCount + 1).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
        .map { BlockAccessIndex(rawValue: $0) }
    }
    var account = AccountChanges(address: address)
    let slots = Set((0..<Int.random(in: 0...5, using: &random)).map { _ in random.word() })
    for slot in slots.sorted() {
      let changes = ChangeList(
        indices().map { StorageChange(index: $0, newValue: random.word()) })
      if changes.isEmpty {
        account.storageReads.append(slot)
      } else {
        account.storageChanges.append(SlotChanges(slot: slot, changes: changes))
      }
    }
    account.balanceChanges = ChangeList(
      indices().map { BalanceChange(index: $0, postBalance: random.word()) })
    account.nonceChanges = ChangeList(
      indices().map { NonceChange(index: $0, newNonce: random.next() >> 40) })
    account.codeChanges = indices().map { index in
      let size = Int.random(in: 0...80, using: &random)
      return CodeChange(
        index: index,
        newCode: (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    }
    return account
  }
}

extension SplitMix64 {
  /// A number of any width, often a small one.
  mutating func word() -> UInt256 {
    let word = UInt256(
      low: UInt128(next()) << 64 | UInt128(next()), high: UInt128(next()) << 64 | UInt128(next()))
    return word >> Int.random(in: 0...256, using: &self)
  }

  mutating func address() -> Address {
    Address(word: UInt256(low: UInt128(next()) << 64 | UInt128(next()), high: UInt128(next())))
  }
}
