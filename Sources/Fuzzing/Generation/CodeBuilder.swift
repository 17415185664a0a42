import EVM
import EthereumTypes

/// Code in the making, with a guess of the stack's height.
struct CodeBuilder {
  var code = ProgramCode()
  /// About how many items the stack has: jumps make it wrong, which is wanted now and then.
  var height = 0
  /// The labels of JUMPDESTs so far.
  var destinations: [Int] = []
  /// Labels that jumps lead to and that are still to be placed, with the height at the jump.
  private(set) var awaited: [(label: Int, height: Int)] = []
  /// The labels of places within other opcodes' immediates.
  var hiddenPlaces: [Int] = []
  private var labelCount = 0

  mutating func newLabel() -> Int {
    labelCount += 1
    return labelCount
  }

  mutating func append(_ bytes: [UInt8], change: Int = 0) {
    code.pieces.append(.bytes(bytes))
    height = max(0, height + change)
  }

  mutating func append(_ opcode: Opcode, change: Int = 0) {
    append([opcode.rawValue], change: change)
  }

  /// Pushes a value in its shortest form, or in the given size.
  mutating func push(_ value: UInt256, size: Int? = nil) {
    append(Self.push(value, size: size), change: 1)
  }

  /// A label that is still to be placed, for a JUMPI whose condition is on the stack.
  mutating func awaitLabel() -> Int {
    awaited.append((newLabel(), max(0, height - 1)))
    return labelCount
  }

  mutating func pushPlace(_ label: Int, offset: Int = 0, size: Int = 2) {
    code.pieces.append(.pushPlace(label: label, offset: offset, size: size))
    height += 1
  }

  /// Places a JUMPDEST: where a jump before it leads, if there is one.
  mutating func placeDestination(_ label: Int? = nil) {
    var label = label
    if label == nil, let jump = awaited.popLast() {
      label = jump.label
      height = min(height, jump.height)
    }
    let placed = label ?? newLabel()
    code.pieces.append(.destination(placed))
    destinations.append(placed)
  }

  /// PUSH2 of two JUMPDESTs, which no jump may reach.
  mutating func pushHiddenDestinations() {
    let label = newLabel()
    code.pieces.append(.mark(label))
    hiddenPlaces.append(label)
    push(0x5b5b, size: 2)
  }

  /// A PUSH1 to PUSH32 of a value.
  static func push(_ value: UInt256, size: Int? = nil) -> [UInt8] {
    let size = size ?? max(1, value.minimalBytes.count)
    return [Opcode.push0.rawValue + UInt8(size)] + value.bigEndianBytes.suffix(size)
  }
}
