import EthereumTypes

/// A growing row of instructions, with the origin of each; whoever takes the memory frees it.
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
    if count == capacity { move(to: capacity * 2) }
    (units + count).initialize(to: instruction)
    (origins + count).initialize(to: origin)
    count += 1
  }

  /// Appends data that belong to the instruction before them: whole units of a trivial type.
  mutating func append<Value>(data value: Value) {
    let unitCount = MemoryLayout<Value>.size / MemoryLayout<Instruction>.size
    if count + unitCount > capacity { move(to: max(capacity * 2, count + unitCount)) }
    UnsafeMutableRawPointer(units + count).storeBytes(of: value, as: Value.self)
    (origins + count).initialize(repeating: .init(position: 0, gas: 0), count: unitCount)
    count += unitCount
  }

  private mutating func move(to newCapacity: Int) {
    let newUnits = UnsafeMutablePointer<Instruction>.allocate(capacity: newCapacity)
    let newOrigins = UnsafeMutablePointer<AnalyzedCode.Origin>.allocate(capacity: newCapacity)
    // As bytes, because some units hold data.
    UnsafeMutableRawPointer(newUnits).copyMemory(
      from: units, byteCount: count * MemoryLayout<Instruction>.stride)
    newOrigins.moveInitialize(from: origins, count: count)
    units.deallocate()
    origins.deallocate()
    units = newUnits
    origins = newOrigins
    capacity = newCapacity
  }
}
