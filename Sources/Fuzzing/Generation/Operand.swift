import EVM
import EthereumTypes

/// What an operand is, for choosing values that lead somewhere.
enum Operand {
  case value, offset, size, address, key, blockNumber, smallIndex
  /// Of what a call has returned, which is often nothing.
  case returned

  /// The operands of an opcode from the top of the stack; those that are not named are values.
  static func operands(of opcode: Opcode, count: Int) -> [Operand] {
    let known = named(opcode)
    return known + [Operand](repeating: .value, count: max(0, count - known.count))
  }

  private static func named(_ opcode: Opcode) -> [Operand] {
    switch opcode {
    case .keccak256, .return, .revert, .log0, .log1, .log2, .log3, .log4: [.offset, .size]
    case .mload, .mstore, .mstore8, .calldataload: [.offset]
    case .calldatacopy, .codecopy, .mcopy: [.offset, .offset, .size]
    case .returndatacopy: [.offset, .returned, .returned]
    case .extcodecopy: [.address, .offset, .offset, .size]
    case .balance, .extcodesize, .extcodehash, .selfdestruct: [.address]
    case .sload, .tload: [.key]
    case .sstore, .tstore: [.key, .smallIndex]
    case .blockhash: [.blockNumber]
    case .blobhash, .byte, .signextend, .shl, .shr, .sar: [.smallIndex]
    case .exp: [.value, .smallIndex]
    default: []
    }
  }
}
