import BlockAccessLists
import EthereumTypes

/// Reads block access lists in the JSON form of the execution-spec-tests.
///
/// Takes the lists as they stand, in any order and with repetitions: tests of invalid blocks
/// bring such lists, and it is validation that must refuse them.
package enum BlockAccessListReader {
  /// Reads an array of accounts.
  package static func read(_ value: JSONValue) throws(JSONError) -> BlockAccessList {
    BlockAccessList(accounts: try value.array().map(account))
  }

  private static func account(_ value: JSONValue) throws(JSONError) -> AccountChanges {
    let object = try value.object()
    return AccountChanges(
      address: try object.required("address").address(),
      storageChanges: try list("storageChanges", of: object, slot),
      storageReads: try list("storageReads", of: object) { slot throws(JSONError) in
        try slot.uint256()
      },
      balanceChanges: try list("balanceChanges", of: object) { change throws(JSONError) in
        let change = try change.object()
        return BalanceChange(
          index: try index(of: change), postBalance: try change.required("postBalance").uint256())
      },
      nonceChanges: try list("nonceChanges", of: object) { change throws(JSONError) in
        let change = try change.object()
        return NonceChange(
          index: try index(of: change), newNonce: try change.required("postNonce").uint64())
      },
      codeChanges: try list("codeChanges", of: object) { change throws(JSONError) in
        let change = try change.object()
        return CodeChange(
          index: try index(of: change), newCode: try change.required("newCode").bytes())
      })
  }

  private static func slot(_ value: JSONValue) throws(JSONError) -> SlotChanges {
    let object = try value.object()
    return SlotChanges(
      slot: try object.required("slot").uint256(),
      changes: try list("slotChanges", of: object) { change throws(JSONError) in
        let change = try change.object()
        return StorageChange(
          index: try index(of: change), newValue: try change.required("postValue").uint256())
      })
  }

  private static func list<Element>(
    _ name: StaticString, of object: JSONObject,
    _ element: (JSONValue) throws(JSONError) -> Element
  ) throws(JSONError) -> [Element] {
    try object.required(name).array().map(element)
  }

  private static func index(of change: JSONObject) throws(JSONError) -> BlockAccessIndex {
    let value = try change.required("blockAccessIndex")
    guard let index = Int(exactly: try value.uint64()) else {
      throw value.unexpected("a block access index")
    }
    return BlockAccessIndex(rawValue: index)
  }
}
