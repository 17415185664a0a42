/// What the interpreter can do: opcodes, and what the analysis makes of sequences of opcodes.
///
/// Opcodes that only move stack items (PUSH, DUP, POP) become operands of other operations where
/// they can. One byte, and a switch over all cases needs no bounds check.
enum Operation: UInt8 {
  // MARK: Stack movement
  /// Pushes `immediate`.
  case push
  /// Pushes the word in the next two units.
  case pushWide
  /// Pushes a copy of the first operand.
  case duplicate
  /// Exchanges two items.
  case exchange
  /// Exchanges the third operand with the first, then with the second (SWAP*m* SWAP*n*).
  case rotate
  /// Pushes the second operand and puts the first in its place (DUP*m* SWAP*n*).
  case insert
  /// The same with `immediate` for the first operand (PUSH SWAP*n*).
  case insertConstant
  /// Overwrites the second operand's place with the first operand (SWAP*n* POP).
  case replace
  /// Only moves the stack pointer.
  case drop

  // MARK: Two operands, one result
  case add, multiply, subtract, divide, signedDivide, modulo, signedModulo
  case signExtend, lessThan, signedLessThan, equal, and, or, xor, byte
  case shiftLeft, shiftRight, arithmeticShiftRight
  /// Charges by the size of the exponent.
  case power

  // MARK: One operand and `immediate`, one result
  case addConstant, multiplyConstant
  /// operand − constant
  case subtractConstant
  /// constant − operand
  case subtractFromConstant
  /// operand / constant
  case divideConstant
  /// operand mod constant
  case moduloConstant
  case lessThanConstant, greaterThanConstant, signedLessThanConstant, signedGreaterThanConstant
  case equalConstant, andConstant, orConstant, xorConstant
  case shiftLeftConstant, shiftRightConstant, arithmeticShiftRightConstant, byteConstant
  case signExtendConstant
  /// AND with the word in the next two units.
  case andWide

  // MARK: One or three operands, one result
  case isZero, isNonZero, not, countLeadingZeros
  case addModulo, multiplyModulo

  // MARK: Environment
  /// Pushes the block's or transaction's word number `index`.
  case environment
  case address, caller, callValue, callDataSize, returnDataSize, memorySize, selfBalance
  /// Pushes the gas left; `immediate` is what the block has charged in advance.
  case gasLeft
  case callDataLoad, callDataLoadConstant
  case balance, externalCodeSize, externalCodeHash, blockHash, blobHash

  // MARK: Memory
  case memoryLoad, memoryLoadConstant, memoryStore, memoryStoreConstant, memoryStoreByte
  /// Stores `immediate` at the first operand.
  case memoryStoreOfConstant
  case keccak256
  case callDataCopy, codeCopy, externalCodeCopy, returnDataCopy, memoryCopy

  // MARK: State
  case storageLoad, transientLoad, transientStore
  /// `immediate` is what the block has charged in advance, for the 2,300 gas rule (EIP-2200).
  case storageStore
  /// `index` topics.
  case log

  // MARK: Calls
  /// `index` is a `CallKind`, `immediate` what the block has charged in advance.
  case call, create

  // MARK: Control
  case stop, returnData, revert, selfDestruct, invalidOpcode
  /// To the first operand.
  case jump
  /// To the first operand if the second is not zero. The next unit checks the block after it.
  case jumpIf
  /// Static jumps: `immediate` is a `BranchTarget`, the next unit a `BranchChecks`.
  case goto, branchIf, branchUnless
  case branchIfLess, branchUnlessLess, branchIfSignedLess, branchUnlessSignedLess
  case branchIfEqual, branchUnlessEqual
  /// Comparisons of the first operand with the constant in the `BranchChecks`.
  case branchIfLessConstant, branchUnlessLessConstant
  case branchIfGreaterConstant, branchUnlessGreaterConstant
  case branchIfEqualConstant, branchUnlessEqualConstant
  /// The target of static jumps to what is no JUMPDEST.
  case invalidJump
  /// Enters the block that follows, where a block was cut because its gas would not fit.
  case enterBlock

  // MARK: Step by step
  /// Charges and checks the one opcode that follows.
  case stepEntry
  /// Decodes the next opcode.
  case stepNext
  case stepJump, stepJumpIf
}

/// The operations of the CALL and CREATE families.
enum CallKind: UInt8 {
  case call, callCode, delegateCall, staticCall, create, create2
}

/// The words that `Operation.environment` pushes.
enum EnvironmentWord: UInt8, CaseIterable {
  case origin, gasPrice, feeRecipient, timestamp, number, prevRandao, gasLimit, chainID, baseFee
  case blobBaseFee, slotNumber
}
