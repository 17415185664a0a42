import EthereumTypes

/// The last line of a trace (EIP-3155).
package struct TraceSummary: Sendable {
  /// `nil` where there is no state, or not all of it.
  package var stateRoot: Hash32?
  package var output: [UInt8]
  package var gasUsed: UInt64
  /// Whether the execution ended in success.
  package var pass: Bool
  package var fork: Fork

  package init(
    stateRoot: Hash32? = nil, output: [UInt8], gasUsed: UInt64, pass: Bool, fork: Fork
  ) {
    self.stateRoot = stateRoot
    self.output = output
    self.gasUsed = gasUsed
    self.pass = pass
    self.fork = fork
  }

  /// One line of JSON; the output's digits have no prefix, as in the EIP's examples.
  package var line: String {
    let root = stateRoot.map { "\"stateRoot\":\"\($0)\"," } ?? ""
    return "{\(root)\"output\":\"\(output.hex.dropFirst(2))\""
      + ",\"gasUsed\":\"0x\(String(gasUsed, radix: 16))\",\"pass\":\(pass)"
      + ",\"fork\":\"\(fork.name)\"}"
  }
}
