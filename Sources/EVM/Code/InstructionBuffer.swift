import EthereumTypes

/// A growing row of instructions, with the origin of each.
struct InstructionBuffer: ~Copyable {
  private(set) var count = 0
  private var capacity: Int
  private(set) var units: UnsafeMutablePointer<Instruction>
  private(set) var origins: UnsafeMutablePointer<AnalyzedCode.Origin>

  init(capacity: Int) {
    self.capacity = capacity
    units = .allocate(capacity: capacity)
    origins = .allocate(capacity: capacity)
  }

  /// Appends an instruction.
  mutating func append(_ instruction: Instruction, origin: AnalyzedCode.Origin) {
    if count == capacity { grow() }
    (units + count).initialize(to: instruction)
    (origins + count).initialize(to: origin)
    count += 1
  }

  /// Appends data that belong to the instruction before them: whole units of a trivial type.
  mutating func append<Value>(data value: Value) {
    let unitCount = MemoryLayout<Value>.size / MemoryLayout<Instruction>.size
    while count + unitCount > capacity { grow() }
    UnsafeMutableRawPointer(units + count).storeBytes(of: value, as: Value.self)
    (origins + count).initialize(repeating: .init(position: 0, gas: 0), count: unitCount)
    count += unitCount
  }

  private mutating func grow() {
    let largerUnits = UnsafeMutablePointer<Instruction>.allocate(capacity: capacity * 2)
    let largerOrigins = UnsafeMutablePointer<AnalyzedCode.Origin>.allocate(capacity: capacity * 2)
    // As bytes, because some units hold data.
    UnsafeMutableRawPointer(largerUnits).copyMemory(
      from: units, byteCount: count * MemoryLayout<Instruction>.stride)
    largerOrigins.moveInitialize(from: origins, count: count)
    units.deallocate()
    origins.deallocate()
    units = largerUnits
    origins = largerOrigins
    capacity *= 2
  }

  /// Gives the memory away; whoever takes it frees it.
  consuming func release() -> (
    units: UnsafeMutablePointer<Instruction>, origins: UnsafeMutablePointer<AnalyzedCode.Origin>
  ) {
    (units, origins)
  }
}
