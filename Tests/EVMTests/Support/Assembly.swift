import EthereumTypes

/// Assembles EVM code from text: mnemonics, `PUSH` with a number (the shortest form) or `PUSHn`
/// with one, `NAME:` for a JUMPDEST and `@NAME` for a two-byte push of its position, and raw bytes
/// as `0x…` alone. Unknown words trap: they are mistakes in a test.
func assemble(_ text: String) -> [UInt8] {
  var code: [UInt8] = []
  var labels: [Substring: Int] = [:]
  var references: [(position: Int, name: Substring)] = []
  var words = text.split(whereSeparator: \.isWhitespace)[...]
  while let word = words.popFirst() {
    if word.hasSuffix(":") {
      labels[word.dropLast()] = code.count
      code.append(0x5b)
    } else if word.hasPrefix("@") {
      code += [0x61, 0, 0]
      references.append((code.count - 2, word.dropFirst()))
    } else if word.hasPrefix("0x") {
      guard let bytes = [UInt8](hex: String(word)) else { fatalError("no bytes: \(word)") }
      code += bytes
    } else if word.hasPrefix("PUSH"), word != "PUSH0" {
      guard let operand = words.popFirst(), let value = number(operand) else {
        fatalError("PUSH needs a number")
      }
      code += push(value, size: Int(word.dropFirst(4)))
    } else {
      guard let byte = opcodeBytes[String(word)] else { fatalError("no opcode: \(word)") }
      code.append(byte)
    }
  }
  for (position, name) in references {
    guard let target = labels[name] else { fatalError("no label: \(name)") }
    code[position] = UInt8(target >> 8)
    code[position + 1] = UInt8(target & 0xff)
  }
  return code
}

/// A push of a value, in the given size or the shortest that holds it.
func push(_ value: UInt256, size: Int? = nil) -> [UInt8] {
  let minimal = value.minimalBytes
  let size = size ?? max(1, minimal.count)
  return [0x5f + UInt8(size)] + [UInt8](repeating: 0, count: size - minimal.count) + minimal
}

private func number(_ text: Substring) -> UInt256? {
  if text.hasPrefix("0x") { return UInt256(hex: String(text)) }
  return UInt64(text).map { UInt256($0) }
}

/// The byte of each mnemonic but PUSH1 to PUSH32, from the yellow paper and the EIPs.
let opcodeBytes: [String: UInt8] = {
  var bytes: [String: UInt8] = [
    "KECCAK256": 0x20, "DUPN": 0xe6, "SWAPN": 0xe7, "EXCHANGE": 0xe8, "CREATE": 0xf0,
    "CALL": 0xf1, "CALLCODE": 0xf2, "RETURN": 0xf3, "DELEGATECALL": 0xf4, "CREATE2": 0xf5,
    "STATICCALL": 0xfa, "REVERT": 0xfd, "INVALID": 0xfe, "SELFDESTRUCT": 0xff,
  ]
  let rows: [(UInt8, String)] = [
    (0x00, "STOP ADD MUL SUB DIV SDIV MOD SMOD ADDMOD MULMOD EXP SIGNEXTEND"),
    (0x10, "LT GT SLT SGT EQ ISZERO AND OR XOR NOT BYTE SHL SHR SAR CLZ"),
    (
      0x30,
      """
      ADDRESS BALANCE ORIGIN CALLER CALLVALUE CALLDATALOAD CALLDATASIZE CALLDATACOPY CODESIZE
      CODECOPY GASPRICE EXTCODESIZE EXTCODECOPY RETURNDATASIZE RETURNDATACOPY EXTCODEHASH
      """
    ),
    (
      0x40,
      """
      BLOCKHASH COINBASE TIMESTAMP NUMBER PREVRANDAO GASLIMIT CHAINID SELFBALANCE BASEFEE
      BLOBHASH BLOBBASEFEE SLOTNUM
      """
    ),
    (
      0x50,
      """
      POP MLOAD MSTORE MSTORE8 SLOAD SSTORE JUMP JUMPI PC MSIZE GAS JUMPDEST TLOAD TSTORE MCOPY
      PUSH0
      """
    ),
  ]
  for (first, names) in rows {
    for (offset, name) in names.split(whereSeparator: \.isWhitespace).enumerated() {
      bytes[String(name)] = first + UInt8(offset)
    }
  }
  for number in UInt8(1)...16 {
    bytes["DUP\(number)"] = 0x7f + number
    bytes["SWAP\(number)"] = 0x8f + number
  }
  for number in UInt8(0)...4 { bytes["LOG\(number)"] = 0xa0 + number }
  return bytes
}()
