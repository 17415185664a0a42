import EthereumTypes

/// The Ethereum virtual machine over one overlay of state.
///
/// One worker owns one machine and uses it for block after block: its stacks, memories and tables
/// are kept. Order of use: `beginBlock`, then for each transaction `beginTransaction` and
/// `execute`; what happens between messages (nonces, fees, refunds) is done on `state` directly.
package struct EVM: ~Copyable {
  package let rules: ForkRules
  package let codeCache: CodeCache
  package var state: OverlayState
  /// Executes opcode by opcode, as slowly as exactly: for tests and traces.
  package var stepsAlways = false

  let gas: GasSchedule
  let opcodes: OpcodeTable
  let plainInstructions: PlainInstructions
  /// By `EnvironmentWord`.
  let environment: UnsafeMutablePointer<UInt256>
  var block: BlockEnvironment
  var blobHashes: [Hash32] = []

  /// The running frame's depth; the outermost frame has depth 0.
  var depth = 0
  /// Frames by depth; the first `frameCount` are initialised.
  let frames: UnsafeMutablePointer<Frame>
  var frameCount = 0
  var operandStack = OperandStack()
  /// Where single opcodes are decoded to.
  let stepUnits: UnsafeMutablePointer<Instruction>
  var precompileOutput: [UInt8] = []
  var haltReason = HaltReason.outOfGas
  var fatalError: FatalError?
  /// Where the opcode in `stepUnits` is in its code.
  var stepPosition = 0
  /// The opcode whose end the observer has not been told.
  var openStep: OpenStep?
  /// Who is told of every opcode, while `stepsAlways`.
  private(set) var observer: (any StepObserver)?

  /// Calls nest this deep and no deeper.
  static let maximumDepth = 1024

  /// - Parameter opcodes: Other opcodes than those of the fork, for tests of tests.
  package init(rules: ForkRules, codeCache: CodeCache, opcodes: OpcodeTable? = nil) {
    precondition(codeCache.rules.fork == rules.fork, "a code cache serves one fork")
    self.rules = rules
    self.codeCache = codeCache
    state = OverlayState(codeCache: codeCache)
    gas = rules.gas
    self.opcodes = opcodes ?? OpcodeTable.table(for: rules.fork)
    plainInstructions = PlainInstructions.table(for: rules.fork)
    environment = .allocate(capacity: EnvironmentWord.allCases.count)
    environment.initialize(repeating: .zero, count: EnvironmentWord.allCases.count)
    block = BlockEnvironment(number: 0, timestamp: 0, gasLimit: 0, feeRecipient: .zero)
    frames = .allocate(capacity: Self.maximumDepth + 1)
    stepUnits = .allocate(capacity: Self.stepUnitCount)
  }

  deinit {
    for depth in 0..<frameCount { frames[depth].memory.deallocate() }
    frames.deallocate()
    environment.deallocate()
    stepUnits.deallocate()
  }

  /// Forgets the state of the block before and stands on `reader` from now on.
  package mutating func beginBlock(_ environment: BlockEnvironment, reader: any StateReader) {
    state.beginBlock(reader: reader)
    block = environment
    self[.feeRecipient] = environment.feeRecipient.word
    self[.timestamp] = UInt256(environment.timestamp)
    self[.number] = UInt256(environment.number)
    self[.prevRandao] =
      rules.hasPrevRandao ? environment.prevRandao.word : environment.difficulty
    self[.gasLimit] = UInt256(environment.gasLimit)
    self[.chainID] = UInt256(environment.chainID)
    self[.baseFee] = environment.baseFee
    self[.blobBaseFee] = environment.blobBaseFee
    self[.slotNumber] = UInt256(environment.slotNumber)
  }

  /// Starts a transaction: nothing warm, nothing touched, no logs.
  package mutating func beginTransaction(
    origin: Address, gasPrice: UInt256, blobHashes: [Hash32] = []
  ) {
    state.beginTransaction()
    self[.origin] = origin.word
    self[.gasPrice] = gasPrice
    self.blobHashes = blobHashes
  }

  /// Tells `observer` of every opcode from now on, which makes every frame step; `nil` ends that.
  package mutating func observe(with observer: (any StepObserver)?) {
    self.observer = observer
    stepsAlways = observer != nil
    openStep = nil
  }

  /// The logs of the current transaction so far.
  package var logs: [Log] { state.logs }

  private subscript(word: EnvironmentWord) -> UInt256 {
    get { environment[Int(word.rawValue)] }
    nonmutating set { environment[Int(word.rawValue)] = newValue }
  }
}
