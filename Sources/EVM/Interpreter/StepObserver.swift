import EthereumTypes

/// Is told of every opcode of a machine that executes opcode by opcode.
package protocol StepObserver: AnyObject {
  /// An opcode is about to be charged and executed.
  func begin(_ step: borrowing ExecutionStep)

  /// The opcode that began last has been executed; the code that it calls has not begun.
  ///
  /// - Parameter gasCost: What it cost, with the gas that a call gives to its callee, but without
  ///   what a creation gives. Where the opcode halts its frame, its constant gas.
  func end(gasCost: Int64, ending: StepEnding)

  /// The message that the machine was asked to execute has ended.
  func endMessage(_ outcome: CallOutcome)
}

/// An opcode and the state of its frame before it.
package struct ExecutionStep: ~Copyable {
  /// The opcode's place in its code.
  package let position: Int
  /// The byte of the code, whether or not it is an opcode; 0 beyond the end.
  package let opcode: UInt8
  package let gas: Int64
  /// 1 for the outermost frame.
  package let depth: Int
  /// The account whose storage the frame reads and writes.
  package let address: Address
  /// From the bottom; valid during the call only, as are the others.
  package let stack: UnsafeBufferPointer<UInt256>
  package let memory: UnsafeRawBufferPointer
  package let returnData: UnsafeRawBufferPointer
  package let code: UnsafeBufferPointer<UInt8>
  /// The transaction's refund counter.
  package let refund: Int64
}

/// What an opcode does to its frame.
package enum StepEnding: Sendable, Equatable {
  /// It goes on, or ends in success.
  case success
  case revert
  case halt(HaltReason)
}
