import EthereumTypes

/// The opcodes of the EVM, of every fork.
package enum Opcode: UInt8, CaseIterable, Sendable {
  case stop = 0x00
  case add, mul, sub, div, sdiv, mod, smod, addmod, mulmod, exp, signextend

  case lt = 0x10
  case gt, slt, sgt, eq, iszero, and, or, xor, not, byte, shl, shr, sar, clz

  case keccak256 = 0x20

  case address = 0x30
  case balance, origin, caller, callvalue, calldataload, calldatasize, calldatacopy
  case codesize, codecopy, gasprice, extcodesize, extcodecopy
  case returndatasize, returndatacopy, extcodehash

  case blockhash = 0x40
  case coinbase, timestamp, number, prevrandao, gaslimit, chainid, selfbalance, basefee
  case blobhash, blobbasefee, slotnum

  case pop = 0x50
  case mload, mstore, mstore8, sload, sstore, jump, jumpi, pc, msize, gas, jumpdest
  case tload, tstore, mcopy
  case push0, push1, push2, push3, push4, push5, push6, push7, push8, push9, push10, push11
  case push12, push13, push14, push15, push16, push17, push18, push19, push20, push21, push22
  case push23, push24, push25, push26, push27, push28, push29, push30, push31, push32
  case dup1, dup2, dup3, dup4, dup5, dup6, dup7, dup8, dup9, dup10, dup11, dup12, dup13
  case dup14, dup15, dup16
  case swap1, swap2, swap3, swap4, swap5, swap6, swap7, swap8, swap9, swap10, swap11, swap12
  case swap13, swap14, swap15, swap16
  case log0, log1, log2, log3, log4

  case dupn = 0xe6
  case swapn, exchange

  case create = 0xf0
  case call, callcode, `return`, delegatecall, create2
  case staticcall = 0xfa
  case revert = 0xfd
  case invalid
  case selfdestruct
}

extension Opcode {
  /// How many bytes of the code after this opcode are its immediate.
  ///
  /// DUPN, SWAPN and EXCHANGE are not counted: their immediate is never the byte of a PUSH or a
  /// JUMPDEST (EIP-8024), so a scan may step onto it.
  package var pushSize: Int { Opcode.pushSize(of: rawValue) }

  /// How many bytes a PUSH that is this byte pushes; 0 for any other byte.
  static func pushSize(of byte: UInt8) -> Int {
    byte >= Opcode.push0.rawValue && byte <= Opcode.push32.rawValue
      ? Int(byte) - Int(Opcode.push0.rawValue) : 0
  }

  /// *n* of PUSH*n*, DUP*n*, SWAP*n* or LOG*n*, counted from the first of the family.
  func number(from first: Opcode) -> Int { Int(rawValue) - Int(first.rawValue) }
}

extension Opcode {
  /// The mnemonic of a fork.
  package func name(in fork: Fork) -> String {
    // EIP-4399 renamed it.
    self == .prevrandao && fork < .paris ? "DIFFICULTY" : "\(self)".uppercased()
  }
}
