import BlockAccessLists
import EthereumTypes
import Foundation

/// A block access list with the names of the execution-spec-tests' JSON.
struct BlockAccessListJSON: Encodable {
  private struct Account: Encodable {
    let address: String
    let storageChanges: [Slot]
    let storageReads: [String]
    let balanceChanges: [Balance]
    let nonceChanges: [Nonce]
    let codeChanges: [Code]
  }

  private struct Slot: Encodable {
    let slot: String
    let slotChanges: [Value]
  }

  private struct Value: Encodable {
    let blockAccessIndex: String
    let postValue: String
  }

  private struct Balance: Encodable {
    let blockAccessIndex: String
    let postBalance: String
  }

  private struct Nonce: Encodable {
    let blockAccessIndex: String
    let postNonce: String
  }

  private struct Code: Encodable {
    let blockAccessIndex: String
    let newCode: String
  }

  private let accounts: [Account]

  init(_ list: BlockAccessList) {
    accounts = list.accounts.map(Self.account)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(accounts)
  }

  private static func account(_ account: AccountChanges) -> Account {
    Account(
      address: "\(account.address)",
      storageChanges: account.storageChanges.map { slot in
        Slot(
          slot: slot.slot.hex,
          slotChanges: slot.changes.map {
            Value(blockAccessIndex: hex($0.index), postValue: $0.newValue.hex)
          })
      },
      storageReads: account.storageReads.map(\.hex),
      balanceChanges: account.balanceChanges.map {
        Balance(blockAccessIndex: hex($0.index), postBalance: $0.postBalance.hex)
      },
      nonceChanges: account.nonceChanges.map {
        Nonce(blockAccessIndex: hex($0.index), postNonce: UInt256($0.newNonce).hex)
      },
      codeChanges: account.codeChanges.map {
        Code(blockAccessIndex: hex($0.index), newCode: $0.newCode.hex)
      })
  }

  private static func hex(_ index: BlockAccessIndex) -> String { UInt256(index.rawValue).hex }
}
