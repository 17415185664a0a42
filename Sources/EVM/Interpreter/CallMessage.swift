import EthereumTypes

/// A call or creation from outside: a transaction's, or a system call's.
package struct CallMessage: Sendable {
  /// What the message asks for.
  package enum Kind: Sendable, Equatable {
    /// Runs the code of an account.
    case call(to: Address)
    /// Creates a contract; the data is its initialisation code.
    ///
    /// The sender's nonce has already been raised; `ContractAddress` derives the address.
    case create(at: Address)
  }

  package var kind: Kind
  package var sender: Address
  /// Wei that move from the sender, who holds them.
  package var value: UInt256
  package var data: [UInt8]
  package var gas: Int64

  package init(
    kind: Kind, sender: Address, value: UInt256 = .zero, data: [UInt8] = [], gas: Int64
  ) {
    self.kind = kind
    self.sender = sender
    self.value = value
    self.data = data
    self.gas = gas
  }
}
