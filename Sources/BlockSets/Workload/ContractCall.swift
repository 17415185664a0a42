import EthereumTypes

/// What a generated transaction asks for, before a sender wraps it into one of the forms.
struct ContractCall: Sendable {
  /// The called account.
  let to: Address
  /// The ether sent along.
  var value: UInt256 = .zero
  /// The calldata.
  var data: [UInt8] = []
  /// What an access list names: some of what the call certainly touches, and never the oracle when
  /// the call only reads it.
  let accessList: [AccessListEntry]
}

extension ContractCall {
  /// Calldata of a function whose parameters are single words.
  static func data(_ selector: UInt32, _ words: UInt256...) -> [UInt8] {
    let head = withUnsafeBytes(of: selector.bigEndian) { Array($0) }
    return words.reduce(into: head) { $0 += $1.bigEndianBytes }
  }
}
