import EthereumTypes
import StateTrie
import Testing

/// The account fields of a state, so that a fixture's access list becomes updates of its trie.
struct BlockAccessListState {
  struct Account: Equatable {
    var nonce: UInt64 = 0
    var balance = UInt256.zero
    var codeHash = Hash32.emptyKeccak

    init() {}

    /// Reads an allocation's account; its nonce may be a number.
    init(_ json: JSONFixture) throws {
      nonce =
        if let number = json["nonce"].value as? Int {
          UInt64(number)
        } else {
          try json["nonce"].word.clampedUInt64
        }
      balance = try json["balance"].word
      codeHash =
        try json["codeHash"].exists ? json["codeHash"].hash : keccak256(json["code"].bytes)
    }
  }

  var accounts: [Address: Account] = [:]

  /// The updates that the last values of an access list mean, which this state follows too.
  mutating func apply(_ list: JSONFixture) throws -> [AccountUpdate] {
    var updates: [AccountUpdate] = []
    for entry in try list.array {
      let address = try entry["address"].address
      var account = accounts[address] ?? Account()
      if let last = try entry["nonceChanges"].array.last {
        account.nonce = try last["postNonce"].word.clampedUInt64
      }
      if let last = try entry["balanceChanges"].array.last {
        account.balance = try last["postBalance"].word
      }
      if let last = try entry["codeChanges"].array.last {
        account.codeHash = keccak256(try last["newCode"].bytes)
      }
      let storage = try entry["storageChanges"].array.map { slot in
        let last = try #require(try slot["slotChanges"].array.last)
        return (slot: try slot["slot"].word, value: try last["postValue"].word)
      }
      if storage.isEmpty, account == accounts[address] ?? Account() { continue }
      // An account left empty does not exist (EIP-161).
      let isEmpty = account == Account()
      accounts[address] = isEmpty ? nil : account
      updates.append(
        AccountUpdate(
          address: address,
          account: isEmpty ? nil : (account.nonce, account.balance, account.codeHash),
          storage: storage))
    }
    return updates
  }
}
