/// Code prepared for the interpreter under one fork's rules.
///
/// Code is cut into blocks that run from an entry (the start, a JUMPDEST, or what follows a
/// JUMPI) to the next operation that leaves the straight line. A block's constant gas is charged
/// and its stack bounds are checked once, where it is entered. Blocks overlap: falling into a
/// JUMPDEST stays in the block and checks nothing.
struct AnalyzedCode {
  let bytes: UnsafePointer<UInt8>?
  let count: Int
  let instructions: UnsafeMutablePointer<Instruction>
  /// For each instruction where it came from, to go on step by step from there.
  let origins: UnsafeMutablePointer<Origin>
  /// The blocks that jumps may enter; the first is the code's start.
  let blocks: UnsafeMutablePointer<Block>
  /// For each byte of the code one more than the index of the block there, or zero.
  let jumpTable: UnsafeMutablePointer<UInt32>

  /// Where jumps enter.
  struct Block {
    var instruction: UInt32
    var gas: UInt32
    var bounds: StackBounds
  }

  /// Where an instruction came from.
  struct Origin {
    /// The position in the code of the first opcode of the instruction.
    var position: UInt32
    /// Constant gas from that opcode to the end of the block.
    var gas: UInt32
  }

  static func destroy(_ code: UnsafePointer<AnalyzedCode>) {
    code.pointee.instructions.deallocate()
    code.pointee.origins.deallocate()
    code.pointee.blocks.deallocate()
    code.pointee.jumpTable.deallocate()
    code.deallocate()
  }
}
