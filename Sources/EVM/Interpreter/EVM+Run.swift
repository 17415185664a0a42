import EthereumTypes

/// The interpreter.
extension EVM {
  /// Runs the prepared outermost frame, and the frames that it calls, to the end.
  ///
  /// One loop for all frames: a call enters its frame in the same loop, so that the depth of calls
  /// does not use the thread's stack. Inside, `instruction`, `stack` and `gas` are locals; gas
  /// already lacks the constant gas of the rest of the block.
  mutating func run() -> FrameEnding {
    var frame = frames
    var instruction = InstructionPointer(stepUnits)
    var stack = frame.pointee.stackTop
    var floor = frame.pointee.stackFloor
    var gas: Int64 = 0
    var memory = frame.pointee.memory.base
    // One more than the last offset at which a word lies in memory.
    var wordLimit: UInt64 = 0
    var event = MachineEvent.enter
    var ending = FrameEnding.halt

    machine: while true {
      switch event {
      case .enter, .resume:
        let isEntry = event == .enter
        frame = frames + depth
        stack = frame.pointee.stackTop
        floor = frame.pointee.stackFloor
        memory = frame.pointee.memory.base
        wordLimit = frame.pointee.memory.wordLimit
        gas = frame.pointee.gas
        instruction = isEntry ? enterCode(frame, &gas) : resumeCode(frame, &gas)

      case .step:
        if frame.pointee.isStepping {
          // Its charge was for this opcode alone.
          haltReason = .outOfGas
          event = .halt
          continue machine
        }
        let origin = frame.pointee.code.pointee.origins[
          instruction - InstructionPointer(frame.pointee.code.pointee.instructions)]
        gas &+= Int64(origin.gas)
        frame.pointee.isStepping = true
        frame.pointee.nextPosition = Int(origin.position)
        instruction = decodeStep(frame)

      case .success, .revert, .halt:
        if event == .halt { ending = .halt }
        ending = settle(ending)
        if depth == 0 { return ending }
        depth -= 1
        deliver(ending)
        event = .resume
        continue machine
      }

      dispatch: while true {
        switch instruction.pointee.operation {

        // MARK: Stack movement

        case .push:
          finish(instruction.constant, &instruction, &stack)
        case .pushWide:
          stack = item(stack, instruction.pointee.change)
          stack.pointee = instruction.data(as: UInt256.self).pointee
          instruction += 3
        case .duplicate:
          finish(instruction.first(stack), &instruction, &stack)
        case .exchange:
          let a = item(stack, instruction.pointee.first)
          let b = item(stack, instruction.pointee.second)
          let value = a.pointee
          a.pointee = b.pointee
          b.pointee = value
          stack = item(stack, instruction.pointee.change)
          instruction += 1
        case .rotate:
          let a = item(stack, instruction.pointee.first)
          let b = item(stack, instruction.pointee.second)
          let top = item(stack, Int16(truncatingIfNeeded: instruction.pointee.immediate))
          let value = a.pointee
          a.pointee = top.pointee
          top.pointee = b.pointee
          b.pointee = value
          stack = item(stack, instruction.pointee.change)
          instruction += 1
        case .insert:
          let place = item(stack, instruction.pointee.second)
          let value = place.pointee
          place.pointee = instruction.first(stack)
          finish(value, &instruction, &stack)
        case .insertConstant:
          let place = item(stack, instruction.pointee.second)
          let value = place.pointee
          place.pointee = instruction.constant
          finish(value, &instruction, &stack)
        case .replace:
          item(stack, instruction.pointee.second).pointee = instruction.first(stack)
          stack = item(stack, instruction.pointee.change)
          instruction += 1
        case .drop:
          stack = item(stack, instruction.pointee.change)
          instruction += 1

        // MARK: Two operands

        case .add:
          finish(
            instruction.first(stack) &+ instruction.second(stack), &instruction, &stack)
        case .multiply:
          finish(
            instruction.first(stack) &* instruction.second(stack), &instruction, &stack)
        case .subtract:
          finish(
            instruction.first(stack) &- instruction.second(stack), &instruction, &stack)
        case .divide:
          finish(
            instruction.first(stack).dividedBy(instruction.second(stack)), &instruction, &stack)
        case .signedDivide:
          finish(
            divideSigned(instruction.first(stack), by: instruction.second(stack)),
            &instruction, &stack)
        case .modulo:
          finish(
            instruction.first(stack).remainder(dividingBy: instruction.second(stack)),
            &instruction, &stack)
        case .signedModulo:
          finish(
            instruction.first(stack).signedRemainder(dividingBy: instruction.second(stack)),
            &instruction, &stack)
        case .signExtend:
          finish(
            instruction.second(stack).signExtended(fromByte: instruction.first(stack)),
            &instruction, &stack)
        case .lessThan:
          finish(instruction.first(stack) < instruction.second(stack), &instruction, &stack)
        case .signedLessThan:
          finish(
            isLessSigned(instruction.first(stack), instruction.second(stack)),
            &instruction, &stack)
        case .equal:
          finish(isEqual(instruction.first(stack), instruction.second(stack)), &instruction, &stack)
        case .and:
          finish(instruction.first(stack) & instruction.second(stack), &instruction, &stack)
        case .or:
          finish(instruction.first(stack) | instruction.second(stack), &instruction, &stack)
        case .xor:
          finish(instruction.first(stack) ^ instruction.second(stack), &instruction, &stack)
        case .byte:
          finish(
            instruction.second(stack).byte(at: instruction.first(stack)), &instruction, &stack)
        case .shiftLeft:
          finish(
            shiftLeft(instruction.second(stack), by: instruction.first(stack)),
            &instruction, &stack)
        case .shiftRight:
          finish(
            shiftRight(instruction.second(stack), by: instruction.first(stack)),
            &instruction, &stack)
        case .arithmeticShiftRight:
          finish(
            instruction.second(stack).arithmeticShiftedRight(by: instruction.first(stack)),
            &instruction, &stack)
        case .power:
          let exponent = instruction.second(stack)
          let left = gas &- self.gas.exponentByte &* Int64(exponent.byteWidth)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          finish(instruction.first(stack).power(exponent), &instruction, &stack)

        // MARK: An operand and a constant

        case .addConstant:
          finish(instruction.first(stack) &+ instruction.constant, &instruction, &stack)
        case .multiplyConstant:
          finish(instruction.first(stack) &* instruction.constant, &instruction, &stack)
        case .subtractConstant:
          finish(instruction.first(stack) &- instruction.constant, &instruction, &stack)
        case .subtractFromConstant:
          finish(instruction.constant &- instruction.first(stack), &instruction, &stack)
        case .divideConstant:
          finish(
            instruction.first(stack).dividedBy(instruction.constant), &instruction, &stack)
        case .moduloConstant:
          finish(
            instruction.first(stack).remainder(dividingBy: instruction.constant),
            &instruction, &stack)
        case .lessThanConstant:
          finish(instruction.first(stack) < instruction.constant, &instruction, &stack)
        case .greaterThanConstant:
          finish(instruction.constant < instruction.first(stack), &instruction, &stack)
        case .signedLessThanConstant:
          finish(
            isLessSigned(instruction.first(stack), instruction.constant),
            &instruction, &stack)
        case .signedGreaterThanConstant:
          finish(
            isLessSigned(instruction.constant, instruction.first(stack)),
            &instruction, &stack)
        case .equalConstant:
          finish(isEqual(instruction.first(stack), instruction.constant), &instruction, &stack)
        case .andConstant:
          finish(
            UInt256(instruction.first(stack).truncatedUInt64 & instruction.pointee.immediate),
            &instruction, &stack)
        case .orConstant:
          finish(instruction.first(stack) | instruction.constant, &instruction, &stack)
        case .xorConstant:
          finish(instruction.first(stack) ^ instruction.constant, &instruction, &stack)
        case .shiftLeftConstant:
          finish(
            instruction.first(stack) << Int(truncatingIfNeeded: instruction.pointee.immediate),
            &instruction, &stack)
        case .shiftRightConstant:
          finish(
            instruction.first(stack) >> Int(truncatingIfNeeded: instruction.pointee.immediate),
            &instruction, &stack)
        case .arithmeticShiftRightConstant:
          finish(
            instruction.first(stack).arithmeticShiftedRight(by: instruction.constant),
            &instruction, &stack)
        case .byteConstant:
          finish(
            instruction.first(stack).byte(at: instruction.constant), &instruction, &stack)
        case .signExtendConstant:
          finish(
            instruction.first(stack).signExtended(fromByte: instruction.constant),
            &instruction, &stack)
        case .andWide:
          let mask = instruction.data(as: UInt256.self).pointee
          finish(instruction.first(stack) & mask, &instruction, &stack)
          instruction += 2

        // MARK: One or three operands

        case .isZero:
          finish(instruction.first(stack).isZero, &instruction, &stack)
        case .isNonZero:
          finish(!instruction.first(stack).isZero, &instruction, &stack)
        case .not:
          finish(~instruction.first(stack), &instruction, &stack)
        case .countLeadingZeros:
          finish(
            UInt256(UInt64(instruction.first(stack).leadingZeroBitCount)), &instruction, &stack)
        case .addModulo:
          finish(
            instruction.first(stack).addMod(
              instruction.second(stack), modulus: instruction.third(stack)),
            &instruction, &stack)
        case .multiplyModulo:
          finish(
            instruction.first(stack).mulMod(
              instruction.second(stack), modulus: instruction.third(stack)),
            &instruction, &stack)

        // MARK: Environment

        case .environment:
          finish(environment[Int(instruction.pointee.index)], &instruction, &stack)
        case .address:
          finish(frame.pointee.address.word, &instruction, &stack)
        case .caller:
          finish(frame.pointee.caller.word, &instruction, &stack)
        case .callValue:
          finish(frame.pointee.value, &instruction, &stack)
        case .callDataSize:
          finish(UInt256(UInt64(frame.pointee.input.count)), &instruction, &stack)
        case .returnDataSize:
          finish(UInt256(UInt64(frame.pointee.returnData.count)), &instruction, &stack)
        case .memorySize:
          finish(UInt256(UInt64(frame.pointee.memory.count)), &instruction, &stack)
        case .selfBalance:
          finish(state.balance(frame.pointee.account), &instruction, &stack)
        case .gasLeft:
          finish(
            UInt256(UInt64(bitPattern: gas &+ instruction.reserve)), &instruction, &stack)
        case .callDataLoad:
          finish(
            frame.pointee.input.word(at: instruction.first(stack)), &instruction, &stack)
        case .callDataLoadConstant:
          finish(frame.pointee.input.word(at: instruction.constant), &instruction, &stack)
        case .balance:
          let result = item(stack, instruction.pointee.change)
          let left = pushBalance(of: instruction.first(stack), to: result, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          stack = result
          instruction += 1
        case .externalCodeSize:
          let result = item(stack, instruction.pointee.change)
          let left = pushCodeSize(of: instruction.first(stack), to: result, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          stack = result
          instruction += 1
        case .externalCodeHash:
          let result = item(stack, instruction.pointee.change)
          let left = pushCodeHash(of: instruction.first(stack), to: result, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          stack = result
          instruction += 1
        case .blockHash:
          finish(blockHash(instruction.first(stack)), &instruction, &stack)
        case .blobHash:
          finish(blobHash(instruction.first(stack)), &instruction, &stack)

        // MARK: Memory

        case .memoryLoad:
          let offset = instruction.first(stack)
          if offset.clampedUInt64 < wordLimit {
            finish(
              UInt256(bigEndian: memory + Int(truncatingIfNeeded: offset.truncatedUInt64)),
              &instruction, &stack)
          } else {
            let left = grow(frame, offset: offset, size: 32, gas: gas)
            if left < 0 {
              event = .step
              break dispatch
            }
            gas = left
            memory = frame.pointee.memory.base
            wordLimit = frame.pointee.memory.wordLimit
          }
        case .memoryLoadConstant:
          let offset = instruction.pointee.immediate
          if offset < wordLimit {
            finish(
              UInt256(bigEndian: memory + Int(truncatingIfNeeded: offset)), &instruction, &stack)
          } else {
            let left = grow(frame, offset: UInt256(offset), size: 32, gas: gas)
            if left < 0 {
              event = .step
              break dispatch
            }
            gas = left
            memory = frame.pointee.memory.base
            wordLimit = frame.pointee.memory.wordLimit
          }
        case .memoryStore:
          let offset = instruction.first(stack)
          if offset.clampedUInt64 < wordLimit {
            instruction.second(stack).store(
              bigEndianTo: memory + Int(truncatingIfNeeded: offset.truncatedUInt64))
            stack = item(stack, instruction.pointee.change)
            instruction += 1
          } else {
            let left = grow(frame, offset: offset, size: 32, gas: gas)
            if left < 0 {
              event = .step
              break dispatch
            }
            gas = left
            memory = frame.pointee.memory.base
            wordLimit = frame.pointee.memory.wordLimit
          }
        case .memoryStoreConstant:
          let offset = instruction.pointee.immediate
          if offset < wordLimit {
            instruction.second(stack).store(
              bigEndianTo: memory + Int(truncatingIfNeeded: offset))
            stack = item(stack, instruction.pointee.change)
            instruction += 1
          } else {
            let left = grow(frame, offset: UInt256(offset), size: 32, gas: gas)
            if left < 0 {
              event = .step
              break dispatch
            }
            gas = left
            memory = frame.pointee.memory.base
            wordLimit = frame.pointee.memory.wordLimit
          }
        case .memoryStoreOfConstant:
          let offset = instruction.first(stack)
          if offset.clampedUInt64 < wordLimit {
            instruction.constant.store(
              bigEndianTo: memory + Int(truncatingIfNeeded: offset.truncatedUInt64))
            stack = item(stack, instruction.pointee.change)
            instruction += 1
          } else {
            let left = grow(frame, offset: offset, size: 32, gas: gas)
            if left < 0 {
              event = .step
              break dispatch
            }
            gas = left
            memory = frame.pointee.memory.base
            wordLimit = frame.pointee.memory.wordLimit
          }
        case .memoryStoreByte:
          let offset = instruction.first(stack)
          if offset.clampedUInt64 < UInt64(frame.pointee.memory.count) {
            (memory + Int(truncatingIfNeeded: offset.truncatedUInt64)).storeBytes(
              of: UInt8(truncatingIfNeeded: instruction.second(stack).truncatedUInt64),
              as: UInt8.self)
            stack = item(stack, instruction.pointee.change)
            instruction += 1
          } else {
            let left = grow(frame, offset: offset, size: 1, gas: gas)
            if left < 0 {
              event = .step
              break dispatch
            }
            gas = left
            memory = frame.pointee.memory.base
            wordLimit = frame.pointee.memory.wordLimit
          }
        case .keccak256:
          let offset = instruction.first(stack)
          let size = instruction.second(stack)
          let left = grow(
            frame, offset: offset, size: size, wordCost: GasSchedule.keccakWord, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          memory = frame.pointee.memory.base
          wordLimit = frame.pointee.memory.wordLimit
          let hash = EthereumTypes.keccak256(
            frame.pointee.bytes(MemoryRegion(paidOffset: offset, size: size)))
          finish(hash.word, &instruction, &stack)
        case .callDataCopy:
          let left = copy(frame.pointee.input, frame, operands: stack, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          memory = frame.pointee.memory.base
          wordLimit = frame.pointee.memory.wordLimit
          stack -= 3
          instruction += 1
        case .codeCopy:
          let code = frame.pointee.code
          let left = copy(
            UnsafeRawBufferPointer(start: code.pointee.bytes, count: code.pointee.count), frame,
            operands: stack, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          memory = frame.pointee.memory.base
          wordLimit = frame.pointee.memory.wordLimit
          stack -= 3
          instruction += 1
        case .externalCodeCopy:
          let left = copyExternalCode(frame, operands: stack, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          memory = frame.pointee.memory.base
          wordLimit = frame.pointee.memory.wordLimit
          stack -= 4
          instruction += 1
        case .returnDataCopy:
          let left = copyReturnData(frame, operands: stack, gas: gas)
          if left < 0 {
            event = left == -1 ? .step : halt(.returnDataOutOfBounds)
            break dispatch
          }
          gas = left
          memory = frame.pointee.memory.base
          wordLimit = frame.pointee.memory.wordLimit
          stack -= 3
          instruction += 1
        case .memoryCopy:
          let left = copyMemory(frame, operands: stack, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          memory = frame.pointee.memory.base
          wordLimit = frame.pointee.memory.wordLimit
          stack -= 3
          instruction += 1

        // MARK: State

        case .storageLoad:
          let result = item(stack, instruction.pointee.change)
          let left = loadStorage(frame, key: instruction.first(stack), to: result, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          stack = result
          instruction += 1
        case .storageStore:
          if frame.pointee.isStatic {
            event = halt(.staticViolation)
            break dispatch
          }
          let left = store(
            frame, key: instruction.first(stack), value: instruction.second(stack), gas: gas,
            reserve: instruction.reserve)
          if left < 0 {
            event = left == -1 ? .step : halt(.outOfGas)
            break dispatch
          }
          gas = left
          stack = item(stack, instruction.pointee.change)
          instruction += 1
        case .transientLoad:
          let value = state.transientValue(frame.pointee.account, instruction.first(stack))
          finish(value, &instruction, &stack)
        case .transientStore:
          if frame.pointee.isStatic {
            event = halt(.staticViolation)
            break dispatch
          }
          state.setTransientValue(
            frame.pointee.account, instruction.first(stack), instruction.second(stack))
          stack = item(stack, instruction.pointee.change)
          instruction += 1
        case .log:
          if frame.pointee.isStatic {
            event = halt(.staticViolation)
            break dispatch
          }
          let topics = Int(instruction.pointee.index)
          let left = emitLog(frame, topics: topics, operands: stack, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          gas = left
          memory = frame.pointee.memory.base
          wordLimit = frame.pointee.memory.wordLimit
          stack -= topics + 2
          instruction += 1

        // MARK: Calls

        case .call:
          frame.pointee.instruction = instruction
          frame.pointee.stackTop = stack
          frame.pointee.gas = gas &+ instruction.reserve
          event = beginCall(instruction.pointee.callKind, frame)
          if event == .enter { depth += 1 }
          break dispatch
        case .create:
          frame.pointee.instruction = instruction
          frame.pointee.stackTop = stack
          frame.pointee.gas = gas &+ instruction.reserve
          event = beginCreation(instruction.pointee.callKind, frame)
          if event == .enter { depth += 1 }
          break dispatch

        // MARK: Control

        case .stop:
          ending = FrameEnding(
            status: .success, gas: gas, output: UnsafeRawBufferPointer(start: nil, count: 0))
          event = .success
          break dispatch
        case .returnData, .revert:
          let offset = instruction.first(stack)
          let size = instruction.second(stack)
          let left = grow(frame, offset: offset, size: size, wordCost: 0, gas: gas)
          if left < 0 {
            event = .step
            break dispatch
          }
          event = instruction.pointee.operation == .revert ? .revert : .success
          ending = FrameEnding(
            status: event == .revert ? .revert : .success, gas: left,
            output: frame.pointee.bytes(MemoryRegion(paidOffset: offset, size: size)))
          break dispatch
        case .selfDestruct:
          if frame.pointee.isStatic {
            event = halt(.staticViolation)
            break dispatch
          }
          // The last of its block, so that gas is exact.
          let left = selfDestruct(frame, beneficiary: instruction.first(stack), gas: gas)
          if left < 0 {
            event = halt(.outOfGas)
            break dispatch
          }
          ending = FrameEnding(
            status: .success, gas: left, output: UnsafeRawBufferPointer(start: nil, count: 0))
          event = .success
          break dispatch
        case .invalidOpcode:
          event = halt(.invalidOpcode)
          break dispatch
        case .invalidJump:
          event = halt(.invalidJump)
          break dispatch
        case .jump:
          let destination = instruction.first(stack)
          guard let block = block(at: destination, frame.pointee.code) else {
            event = halt(.invalidJump)
            break dispatch
          }
          let newStack = item(stack, instruction.pointee.change)
          guard enter(gas: block.pointee.gas, block.pointee.bounds, newStack, floor, &gas) else {
            event = .step
            break dispatch
          }
          stack = newStack
          instruction =
            InstructionPointer(frame.pointee.code.pointee.instructions)
            + Int(block.pointee.instruction)
        case .jumpIf:
          let destination = instruction.first(stack)
          let condition = instruction.second(stack)
          let newStack = item(stack, instruction.pointee.change)
          if condition.isZero {
            let checks = instruction.data(as: BranchChecks.self)
            guard
              enter(
                gas: checks.pointee.fallThroughGas, checks.pointee.fallThrough, newStack, floor,
                &gas)
            else {
              event = .step
              break dispatch
            }
            instruction += 2
          } else {
            guard let block = block(at: destination, frame.pointee.code) else {
              event = halt(.invalidJump)
              break dispatch
            }
            guard enter(gas: block.pointee.gas, block.pointee.bounds, newStack, floor, &gas)
            else {
              event = .step
              break dispatch
            }
            instruction =
              InstructionPointer(frame.pointee.code.pointee.instructions)
              + Int(block.pointee.instruction)
          }
          stack = newStack
        case .goto:
          guard branch(true, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchIf:
          let isTaken = !instruction.first(stack).isZero
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchUnless:
          let isTaken = instruction.first(stack).isZero
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchIfLess:
          let isTaken = instruction.first(stack) < instruction.second(stack)
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchUnlessLess:
          let isTaken = !(instruction.first(stack) < instruction.second(stack))
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchIfSignedLess:
          let isTaken = isLessSigned(instruction.first(stack), instruction.second(stack))
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchUnlessSignedLess:
          let isTaken = !isLessSigned(instruction.first(stack), instruction.second(stack))
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchIfEqual:
          let isTaken = isEqual(instruction.first(stack), instruction.second(stack))
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchUnlessEqual:
          let isTaken = !isEqual(instruction.first(stack), instruction.second(stack))
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchIfLessConstant:
          let isTaken = instruction.first(stack).clampedUInt64 < instruction.branchConstant
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchUnlessLessConstant:
          let isTaken = instruction.first(stack).clampedUInt64 >= instruction.branchConstant
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchIfGreaterConstant:
          let isTaken = instruction.first(stack).clampedUInt64 > instruction.branchConstant
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchUnlessGreaterConstant:
          let isTaken = instruction.first(stack).clampedUInt64 <= instruction.branchConstant
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchIfEqualConstant:
          let isTaken = instruction.first(stack).clampedUInt64 == instruction.branchConstant
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .branchUnlessEqualConstant:
          let isTaken = instruction.first(stack).clampedUInt64 != instruction.branchConstant
          guard branch(isTaken, &instruction, &stack, floor, &gas) else {
            event = .step
            break dispatch
          }
        case .enterBlock:
          let checks = instruction.data(as: BranchChecks.self)
          guard
            enter(
              gas: checks.pointee.fallThroughGas, checks.pointee.fallThrough, stack, floor, &gas)
          else {
            event = .step
            break dispatch
          }
          instruction += 2

        // MARK: Step by step

        case .stepEntry:
          let left = chargeStep(instruction, stack, floor, gas: gas)
          if left < 0 {
            event = .halt
            break dispatch
          }
          gas = left
          instruction += 1
        case .stepNext:
          instruction = decodeStep(frame)
        case .stepJump:
          let destination = stack.pointee
          stack -= 1
          frame.pointee.gas = gas
          guard let next = stepJump(frame, to: destination, stack) else {
            event = halt(.invalidJump)
            break dispatch
          }
          gas = frame.pointee.gas
          instruction = next
        case .stepJumpIf:
          let destination = stack.pointee
          let condition = stack[-1]
          stack -= 2
          if condition.isZero {
            instruction += 1
          } else {
            frame.pointee.gas = gas
            guard let next = stepJump(frame, to: destination, stack) else {
              event = halt(.invalidJump)
              break dispatch
            }
            gas = frame.pointee.gas
            instruction = next
          }
        }
      }
    }
  }

  /// Enters a frame's code at its start.
  @inline(__always)
  private mutating func enterCode(
    _ frame: UnsafeMutablePointer<Frame>, _ gas: inout Int64
  ) -> InstructionPointer {
    let code = frame.pointee.code
    let block = code.pointee.blocks[0]
    if !stepsAlways,
      enter(gas: block.gas, block.bounds, frame.pointee.stackTop, frame.pointee.stackFloor, &gas)
    {
      return InstructionPointer(code.pointee.instructions)
    }
    frame.pointee.isStepping = true
    frame.pointee.nextPosition = 0
    return decodeStep(frame)
  }

  /// Goes on in a frame's code after a call.
  @inline(__always)
  private mutating func resumeCode(
    _ frame: UnsafeMutablePointer<Frame>, _ gas: inout Int64
  ) -> InstructionPointer {
    if frame.pointee.isStepping { return decodeStep(frame) }
    let instruction = frame.pointee.instruction
    // The rest of the block is charged again, now from what the call has left.
    let left = gas &- instruction.reserve
    if left >= 0 {
      gas = left
      return instruction + 1
    }
    let code = frame.pointee.code
    let origin = code.pointee.origins[instruction - InstructionPointer(code.pointee.instructions)]
    frame.pointee.isStepping = true
    frame.pointee.nextPosition = Int(origin.position) + 1
    return decodeStep(frame)
  }
}
