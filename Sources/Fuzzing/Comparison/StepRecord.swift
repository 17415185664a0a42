import EVM
import EthereumTypes

/// What the run opcode by opcode did, and whether it went from opcode to opcode as the code says.
package final class StepRecord: StepObserver {
  /// An opcode that was executed.
  package struct Step: Sendable {
    package var gas: Int64
    package var cost: Int64
    package var depth: Int
  }

  /// Where a frame must go on.
  private struct Frame {
    var next = 0
    /// For each byte whether it is a jump destination, once a jump has asked.
    var destinations: [Bool]?
  }

  /// Steps beyond these are counted only.
  private static let keptSteps = 16 * 1024

  /// The first steps of the run.
  package private(set) var steps: [Step] = []
  package private(set) var stepCount = 0
  /// By byte, how often it was executed without halting.
  package private(set) var executions = [Int](repeating: 0, count: 256)
  /// The first opcode that was not where the one before it leads.
  package private(set) var wrongTurn: ProgramDifference.Field?
  private let opcodes: OpcodeTable
  private var frames: [Frame] = []
  private var current: (opcode: UInt8, gas: Int64, depth: Int) = (0, 0, 0)

  package init(fork: Fork) {
    opcodes = OpcodeTable.table(for: fork)
  }

  package func begin(_ step: borrowing ExecutionStep) {
    if step.depth > frames.count {
      frames.append(Frame())
    } else if step.depth < frames.count {
      frames.removeLast(frames.count - step.depth)
    }
    let index = step.depth - 1
    if step.position != frames[index].next, wrongTurn == nil {
      wrongTurn = ProgramDifference.Field(
        name: "place in the code at depth \(step.depth)", blocks: "\(frames[index].next)",
        steps: "\(step.position)")
    }
    follow(step, at: index)
    current = (step.opcode, step.gas, step.depth)
  }

  package func end(gasCost: Int64, ending: StepEnding) {
    stepCount += 1
    if case .halt = ending {} else { executions[Int(current.opcode)] += 1 }
    if steps.count < Self.keptSteps {
      steps.append(Step(gas: current.gas, cost: gasCost, depth: current.depth))
    }
  }

  package func endMessage(_ outcome: CallOutcome) {}

  /// Sets where the frame goes on after the step, told from the code and the stack alone.
  private func follow(_ step: borrowing ExecutionStep, at index: Int) {
    let isDefined = opcodes[step.opcode].isDefined
    let size =
      step.position < step.code.count
      ? CodeScan.immediateSize(step.code, at: step.position, isDefined: isDefined) : 0
    frames[index].next = step.position + 1 + size
    let count = step.stack.count
    switch Opcode(rawValue: step.opcode) {
    case .jump where count >= 1:
      jump(to: step.stack[count - 1], step.code, at: index)
    case .jumpi where count >= 2 && !step.stack[count - 2].isZero:
      jump(to: step.stack[count - 1], step.code, at: index)
    case .stop, .return, .selfdestruct, .revert, .invalid:
      // A frame that is entered at this depth again is another one.
      frames[index] = Frame()
    default: break
    }
  }

  private func jump(to place: UInt256, _ code: UnsafeBufferPointer<UInt8>, at index: Int) {
    let destinations = frames[index].destinations ?? CodeScan.jumpDestinations(code)
    frames[index].destinations = destinations
    let isDestination =
      place.uint64.map { $0 < UInt64(code.count) && destinations[Int($0)] } ?? false
    // No opcode follows a jump to nowhere.
    frames[index].next = isDestination ? Int(place.truncatedUInt64) : -1
  }
}
