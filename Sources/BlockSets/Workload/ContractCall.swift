import EthereumTypes

/// What a generated transaction asks for, before a sender wraps it into one of the forms.
struct ContractCall: Sendable {
  /// The called account; nil creates a contract.
  let to: Address?
  /// The ether sent along.
  var value: UInt256 = .zero
  /// The calldata, or what a creation runs.
  var data: [UInt8] = []
  /// What an access list names: some of what the call certainly touches, and never the oracle when
  /// the call only reads it.
  var accessList: [AccessListEntry] = []
  /// The delegations that come with the call (EIP-7702); they decide the transaction's form.
  var authorizations: [Authorization] = []
}

extension ContractCall {
  /// Calldata of a function whose parameters are single words.
  static func data(_ selector: UInt32, _ words: UInt256...) -> [UInt8] {
    data(selector, words.map(ABIValue.word))
  }

  /// Calldata of a function.
  static func data(_ selector: UInt32, _ values: [ABIValue]) -> [UInt8] {
    withUnsafeBytes(of: selector.bigEndian) { Array($0) } + ABIValue.encode(values)
  }
}
