import BlockAccessLists
import EthereumTypes

/// Reads block access lists in the JSON form of the execution-spec-tests, or in that of the
/// execution APIs.
///
/// Takes the lists as they stand, in any order and with repetitions: tests of invalid blocks
/// bring such lists, and it is validation that must refuse them.
package struct BlockAccessListReader {
  /// The names that differ between the two forms.
  private struct Names {
    let index: StaticString
    let slot: StaticString
    let slotChanges: StaticString
    let storageValue: StaticString
    let balance: StaticString
    let nonce: StaticString
    let code: StaticString
    /// Whether a list without elements may be left out.
    let omitsEmptyLists: Bool
  }

  /// The form of the execution-spec-tests.
  private static let tests = BlockAccessListReader(
    names: Names(
      index: "blockAccessIndex", slot: "slot", slotChanges: "slotChanges",
      storageValue: "postValue", balance: "postBalance", nonce: "postNonce", code: "newCode",
      omitsEmptyLists: false))
  /// The form of `eth_getBlockAccessList`.
  package static let executionAPI = BlockAccessListReader(
    names: Names(
      index: "index", slot: "key", slotChanges: "changes", storageValue: "value",
      balance: "value", nonce: "value", code: "code", omitsEmptyLists: true))

  private let names: Names

  /// Reads an array of accounts in the form of the execution-spec-tests.
  package static func read(_ value: JSONValue) throws(JSONError) -> BlockAccessList {
    try tests.read(value)
  }

  /// Reads an array of accounts.
  package func read(_ value: JSONValue) throws(JSONError) -> BlockAccessList {
    BlockAccessList(accounts: try value.array().map(account))
  }

  private func account(_ value: JSONValue) throws(JSONError) -> AccountChanges {
    let object = try value.object()
    return AccountChanges(
      address: try object.required("address").address(),
      storageChanges: try list("storageChanges", of: object, slot),
      storageReads: try list("storageReads", of: object) { slot throws(JSONError) in
        try slot.uint256()
      },
      balanceChanges: ChangeList(
        try list("balanceChanges", of: object) { change throws(JSONError) in
          let change = try change.object()
          return BalanceChange(
            index: try index(of: change), postBalance: try change.required(names.balance).uint256())
        }),
      nonceChanges: ChangeList(
        try list("nonceChanges", of: object) { change throws(JSONError) in
          let change = try change.object()
          return NonceChange(
            index: try index(of: change), newNonce: try change.required(names.nonce).uint64())
        }),
      codeChanges: try list("codeChanges", of: object) { change throws(JSONError) in
        let change = try change.object()
        return CodeChange(
          index: try index(of: change), newCode: try change.required(names.code).bytes())
      })
  }

  private func slot(_ value: JSONValue) throws(JSONError) -> SlotChanges {
    let object = try value.object()
    return SlotChanges(
      slot: try object.required(names.slot).uint256(),
      changes: ChangeList(
        try list(names.slotChanges, of: object) { change throws(JSONError) in
          let change = try change.object()
          return StorageChange(
            index: try index(of: change),
            newValue: try change.required(names.storageValue).uint256())
        }))
  }

  private func list<Element>(
    _ name: StaticString, of object: JSONObject,
    _ element: (JSONValue) throws(JSONError) -> Element
  ) throws(JSONError) -> [Element] {
    if names.omitsEmptyLists, object.optional(name) == nil { return [] }
    return try object.required(name).array().map(element)
  }

  private func index(of change: JSONObject) throws(JSONError) -> BlockAccessIndex {
    let value = try change.required(names.index)
    guard let index = Int(exactly: try value.uint64()) else {
      throw value.unexpected("a block access index")
    }
    return BlockAccessIndex(rawValue: index)
  }
}
