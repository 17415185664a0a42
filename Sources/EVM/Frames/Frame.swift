import EthereumTypes

/// The execution of one call or creation.
///
/// A trivial type: frames lie in one row by depth, and a frame's memory is reused by the next
/// frame of its depth.
struct Frame {
  // What the interpreter keeps in locals, written back while a child runs.
  var instruction: UnsafePointer<Instruction>
  var stackTop: UnsafeMutablePointer<UInt256>
  /// Exact gas left.
  var gas: Int64

  /// One below the place of the first stack item.
  var stackFloor: UnsafeMutablePointer<UInt256>
  /// Which chunk of `OperandStack` holds the stack.
  var stackChunk: Int

  var memory: FrameMemory

  /// What the last call from this frame returned, in the memory of the frame above.
  var returnData: UnsafeRawBufferPointer
  /// Calldata, in the memory of the frame below or held by the caller of `execute`.
  var input: UnsafeRawBufferPointer

  var code: UnsafePointer<AnalyzedCode>
  /// Initialisation code is analysed for its frame only.
  var ownsCode: Bool
  var kind: CallKind
  /// No writes (EIP-214).
  var isStatic: Bool

  /// Whose storage and balance the code works on.
  var account: AccountID
  var address: Address
  var caller: Address
  var value: UInt256
  /// What a failure returns to.
  var checkpoint: Checkpoint
  /// Where in the caller's memory the output goes.
  var output: MemoryRegion

  /// The frame runs opcode by opcode.
  var isStepping: Bool
  /// Where the next opcode is, when stepping.
  var nextPosition: Int
  /// What the last call left after all that it charged and gave to its child, or the last creation
  /// before what it gave: what traces call the cost of the opcode ends there.
  var gasAfterCharge: Int64

  var isCreation: Bool { kind == .create || kind == .create2 }
}

/// How a frame ended.
struct FrameEnding {
  enum Status {
    case success, revert
    /// `EVM.haltReason` says why.
    case halt
  }

  var status: Status
  /// Gas given back; none after a halt.
  var gas: Int64
  /// In the memory of the frame that ended.
  var output: UnsafeRawBufferPointer

  static var halt: FrameEnding {
    FrameEnding(status: .halt, gas: 0, output: UnsafeRawBufferPointer(start: nil, count: 0))
  }
}
