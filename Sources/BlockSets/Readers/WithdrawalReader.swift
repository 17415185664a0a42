import EthereumTypes

/// Reads withdrawals as JSON-RPC objects (EIP-4895).
enum WithdrawalReader {
  static func read(_ value: JSONValue) throws(JSONError) -> Withdrawal {
    let object = try value.object()
    return Withdrawal(
      index: try object.required("index").uint64(),
      validatorIndex: try object.required("validatorIndex").uint64(),
      address: try object.required("address").address(),
      amount: try object.required("amount").uint64())
  }
}
