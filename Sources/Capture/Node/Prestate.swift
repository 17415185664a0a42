import BlockSets
import EthereumTypes
import Execution

/// The accounts and slots that the transactions of a block met, as the prestate tracer tells them.
///
/// The first sight of each counts: what a later transaction meets has the writes of earlier ones
/// in it. That makes the state before the block of nearly everything, but not of an account that an
/// earlier transaction created (geth leaves it out there), nor of what the block's own system calls
/// wrote. So it is a hint, and the block's execution decides.
struct Prestate: Sendable {
  private(set) var accounts: Allocation = [:]

  init(_ value: JSONValue) throws(JSONError) {
    for transaction in try value.array() {
      let result = try transaction.object().required("result")
      for member in try result.dictionaryMembers() {
        let address = try member.name.address()
        if Rehearsal.systemContracts.contains(address) { continue }
        let sight = try Self.account(member.value)
        if accounts[address] == nil {
          accounts[address] = sight
        } else {
          accounts[address]?.storage.merge(sight.storage) { first, _ in first }
        }
      }
    }
  }

  private static func account(_ value: JSONValue) throws(JSONError) -> AllocatedAccount {
    let object = try value.object()
    var account = AllocatedAccount()
    account.balance = try object.optional("balance")?.uint256() ?? .zero
    account.nonce = try object.optional("nonce")?.uint64() ?? 0
    account.code = try object.optional("code")?.bytes() ?? []
    guard let storage = object.optional("storage") else { return account }
    for slot in try storage.dictionaryMembers() {
      account.storage[try slot.name.uint256()] = try slot.value.uint256()
    }
    return account
  }
}
