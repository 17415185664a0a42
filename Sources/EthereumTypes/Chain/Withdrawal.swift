/// A payment from the beacon chain (EIP-4895).
package struct Withdrawal: Hashable, Sendable {
  package var index: UInt64
  package var validatorIndex: UInt64
  package var address: Address
  /// In Gwei.
  package var amount: UInt64

  package init(index: UInt64, validatorIndex: UInt64, address: Address, amount: UInt64) {
    self.index = index
    self.validatorIndex = validatorIndex
    self.address = address
    self.amount = amount
  }

  /// The amount in wei.
  package var amountInWei: UInt256 { UInt256(amount) * 1_000_000_000 }
}

extension Withdrawal {
  /// Reads a withdrawal as a block body lists it.
  init(from decoder: inout RLPDecoder) throws(RLPError) {
    var fields = try decoder.readList()
    index = try fields.readUInt64()
    validatorIndex = try fields.readUInt64()
    address = try fields.readAddress()
    amount = try fields.readUInt64()
    try fields.finish()
  }

  /// Writes a withdrawal as a block body lists it.
  func encode(to encoder: inout RLPEncoder) {
    encoder.list { fields in
      fields.encode(uint: index)
      fields.encode(uint: validatorIndex)
      fields.encode(address: address)
      fields.encode(uint: amount)
    }
  }

  /// The RLP form: the withdrawals trie's value.
  package var encoded: [UInt8] {
    var encoder = RLPEncoder()
    encode(to: &encoder)
    return encoder.result
  }
}
