import EthereumTypes

/// The runtime code of a contract that the workload deploys.
package struct ContractCode: Sendable {
  /// The code.
  package let bytes: [UInt8]

  /// Reads the code from the source text of this module.
  package init(hex: String) {
    guard let bytes = [UInt8](hex: hex) else { preconditionFailure("not hexadecimal: \(hex)") }
    self.bytes = bytes
  }
}
