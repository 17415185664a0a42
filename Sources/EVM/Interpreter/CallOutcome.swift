import EthereumTypes

/// How a message ended.
package struct CallOutcome: Sendable, Equatable {
  /// Success, or the way of failing.
  package enum Status: Sendable, Equatable {
    case success
    /// REVERT: the state is as before, the gas that was left is given back.
    case revert
    /// An exceptional halt: the state is as before, all gas is consumed.
    case halt(HaltReason)
    /// Not an outcome of the EVM: the engine could not go on. The whole block is void.
    case fatal(FatalError)
  }

  package var status: Status
  package var gasLeft: Int64
  /// The refund counter; zero unless the message succeeded. It may be negative in a part of a
  /// transaction, not over the whole.
  package var gasRefund: Int64
  package var output: [UInt8]
  /// Where a successful creation put its contract.
  package var createdAddress: Address?

  package init(
    status: Status, gasLeft: Int64, gasRefund: Int64 = 0, output: [UInt8] = [],
    createdAddress: Address? = nil
  ) {
    self.status = status
    self.gasLeft = gasLeft
    self.gasRefund = gasRefund
    self.output = output
    self.createdAddress = createdAddress
  }
}

/// Why a frame halted exceptionally.
package enum HaltReason: UInt8, Sendable, Equatable {
  case outOfGas, stackUnderflow, stackOverflow, invalidJump, invalidOpcode
  /// A write inside a static call (EIP-214).
  case staticViolation
  /// RETURNDATACOPY beyond the return data (EIP-211).
  case returnDataOutOfBounds
  case initCodeTooLarge, codeTooLarge
  /// New code that starts with 0xef (EIP-3541).
  case reservedCode
  /// A creation where an account is already (EIP-684, EIP-7610).
  case createCollision
  /// A precompiled contract refused its input or ran out of gas.
  case precompileFailure
}

/// Why the engine could not go on with a block.
package enum FatalError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The store could not answer.
  case stateRead(StateReadError)

  package var description: String {
    switch self {
    case .stateRead(let error): error.description
    }
  }
}
