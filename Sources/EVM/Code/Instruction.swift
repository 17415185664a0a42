/// One unit of analysed code, 16 bytes: an operation with resolved operands, or data of the
/// operation before it.
///
/// Operands are places on the stack, in bytes relative to the stack pointer before the operation:
/// `DUP3 ADD` is one addition with another first operand. `change` moves the stack pointer.
struct Instruction {
  var operation: Operation
  /// A small number: which environment word, how many topics, which kind of call.
  var index: UInt8 = 0
  /// What to add to the stack pointer, in bytes.
  var change: Int16 = 0
  /// The place of the first operand.
  var first: Int16 = 0
  /// The place of the second operand.
  var second: Int16 = 0
  /// A constant operand, a third operand's place, or a branch's `BranchTarget`.
  var immediate: UInt64 = 0

  /// The call or creation that `index` says.
  var callKind: CallKind {
    // Only kinds are written there.
    CallKind(rawValue: index).unsafelyUnwrapped
  }

  /// Bytes in a stack item.
  static let itemSize: Int16 = 32
}

/// Where a static branch goes, packed into `immediate`.
struct BranchTarget {
  /// Instructions from the branch to its target.
  var offset: Int32
  /// Gas of the target's block.
  var gas: UInt32

  init(offset: Int32, gas: UInt32) {
    self.offset = offset
    self.gas = gas
  }

  @inline(__always)
  init(packed: UInt64) {
    offset = Int32(truncatingIfNeeded: packed)
    gas = UInt32(truncatingIfNeeded: packed >> 32)
  }

  var packed: UInt64 { UInt64(UInt32(bitPattern: offset)) | UInt64(gas) << 32 }
}

/// Which stack heights may enter a block: at least what it takes, and no more than leaves room
/// for what it pushes. Both in bytes.
struct StackBounds: Equatable {
  var least: UInt16
  /// The greatest height that may enter, less `least`.
  var span: UInt16

  /// Bounds that no height meets.
  static let impossible = StackBounds(least: .max, span: 0)

  /// Bounds for a block that takes `needed` items and rises by at most `growth` items.
  init(needed: Int, growth: Int) {
    let span = 1024 - growth - needed
    if needed > 1024 || span < 0 {
      self = .impossible
    } else {
      least = UInt16(needed * 32)
      self.span = UInt16(span * 32)
    }
  }

  private init(least: UInt16, span: UInt16) {
    self.least = least
    self.span = span
  }
}

/// The second unit of a static branch.
struct BranchChecks {
  var taken: StackBounds
  var fallThrough: StackBounds
  /// Gas of the block after the branch.
  var fallThroughGas: UInt32
  /// What a comparing branch compares with.
  var constant: UInt32
}
