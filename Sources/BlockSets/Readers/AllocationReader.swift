import EthereumTypes

/// Reads states: addresses with balance, nonce, code and storage.
enum AllocationReader {
  /// Reads an object of accounts. Slots that are listed as zero are left out: a state has none.
  static func read(_ value: JSONValue) throws(JSONError) -> Allocation {
    try read(value, isSparse: false)
  }

  /// Reads an object of accounts that may leave out nonces of 0 and empty code.
  static func readSparse(_ value: JSONValue) throws(JSONError) -> Allocation {
    try read(value, isSparse: true)
  }

  private static func read(
    _ value: JSONValue, isSparse: Bool
  ) throws(JSONError) -> Allocation {
    let members = try value.dictionaryMembers()
    var allocation: Allocation = [:]
    allocation.reserveCapacity(members.underestimatedCount)
    for member in members {
      let address = try member.name.address()
      guard allocation.updateValue(try account(member.value, isSparse), forKey: address) == nil
      else {
        throw member.name.error("expected every account once, found \(address) twice")
      }
    }
    return allocation
  }

  private static func account(
    _ value: JSONValue, _ isSparse: Bool
  ) throws(JSONError) -> AllocatedAccount {
    let object = try value.object()
    let nonce = isSparse ? object.optional("nonce") : try object.required("nonce")
    var account = AllocatedAccount(
      nonce: try nonce?.uint64() ?? 0,
      balance: try object.required("balance").uint256())
    if let code = object["code"] {
      account.code = try code.bytes()
    } else if !isSparse || object["codeHash"] != nil {
      account.codeHash = try object.required("codeHash").hash32()
    }
    if let storage = object["storage"] { account.storage = try self.storage(storage) }
    return account
  }

  private static func storage(_ value: JSONValue) throws(JSONError) -> [UInt256: UInt256] {
    let members = try value.dictionaryMembers()
    var storage: [UInt256: UInt256] = [:]
    storage.reserveCapacity(members.underestimatedCount)
    var hasZeros = false
    for member in members {
      let slot = try member.name.uint256()
      let content = try member.value.uint256()
      hasZeros = hasZeros || content.isZero
      guard storage.updateValue(content, forKey: slot) == nil else {
        throw member.name.error("expected every slot once, found \(slot.hex) twice")
      }
    }
    return hasZeros ? storage.filter { !$0.value.isZero } : storage
  }
}
