import EthereumTypes

/// CREATE and CREATE2.
extension EVM {
  /// Starts a contract's account.
  mutating func beginCreation(_ account: AccountID) {
    state.beginCreation(account)
    // Before EIP-161 contracts started with nonce 0.
    if !rules.clearsEmptyAccounts { state.setNonce(account, 0) }
  }

  /// Readies the frame of a creation, with its operands on the running frame's stack.
  ///
  /// - Returns: `.enter` when the frame at the next depth is ready, `.resume` when the creation
  ///   failed before it began.
  mutating func beginCreation(
    _ kind: CallKind, _ frame: UnsafeMutablePointer<Frame>
  ) -> MachineEvent {
    let stack = frame.pointee.stackTop
    let value = stack[0]
    let operandCount = kind == .create2 ? 4 : 3
    if frame.pointee.isStatic { return halt(.staticViolation) }
    guard let region = charge(frame, offset: stack[-1], size: stack[-2]) else {
      return halt(.outOfGas)
    }
    // The hash of CREATE2 and the scan for jump destinations (EIP-3860) are paid by the word.
    let initCode = frame.pointee.bytes(region)
    let words = Int64((region.count + 31) / 32)
    let wordCost = gas.initCodeWord + (kind == .create2 ? GasSchedule.keccakWord : 0)
    frame.pointee.gas -= words * wordCost
    if frame.pointee.gas < 0 { return halt(.outOfGas) }
    if region.count > rules.maximumInitCodeSize { return halt(.initCodeTooLarge) }
    frame.pointee.gasAfterCharge = frame.pointee.gas

    frame.pointee.returnData = UnsafeRawBufferPointer(start: nil, count: 0)
    frame.pointee.stackTop = stack - operandCount
    let creator = frame.pointee.account
    if !value.isZero, state.balance(creator) < value { return fail(frame) }
    let nonce = state.nonce(creator)
    if nonce == .max || depth == Self.maximumDepth { return fail(frame) }

    let childGas =
      rules.keepsOne64th ? frame.pointee.gas - frame.pointee.gas / 64 : frame.pointee.gas
    frame.pointee.gas -= childGas
    let address =
      kind == .create2
      ? ContractAddress.created(
        by: frame.pointee.address, salt: stack[-3], initCodeHash: keccak256(initCode))
      : ContractAddress.created(by: frame.pointee.address, nonce: nonce)
    let account = state.id(of: address)
    state.warm(account)
    state.touch(account)
    state.setNonce(creator, nonce + 1)
    if state.hasCollision(account) { return fail(frame) }

    let checkpoint = state.checkpoint()
    beginCreation(account)
    if !value.isZero { transfer(from: creator, to: account, value: value) }
    if initCode.isEmpty {
      // Nothing to run: the contract is there, without code.
      frame.pointee.gas += childGas
      frame.pointee.stackTop += 1
      frame.pointee.stackTop.pointee = address.word
      return .resume
    }
    let child = prepareFrame(at: depth + 1)
    child.pointee.gas = childGas
    child.pointee.input = UnsafeRawBufferPointer(start: nil, count: 0)
    child.pointee.code = CodeAnalysis.analyze(
      initCode.assumingMemoryBound(to: UInt8.self), opcodes: opcodes)
    child.pointee.ownsCode = true
    child.pointee.kind = kind
    child.pointee.isStatic = false
    child.pointee.account = account
    child.pointee.address = address
    child.pointee.caller = frame.pointee.address
    child.pointee.value = value
    child.pointee.checkpoint = checkpoint
    return .enter
  }

  /// Makes what a creation returned the code of its account, if it can be.
  mutating func depositCode(_ ending: inout FrameEnding) {
    let code = ending.output
    if code.isEmpty { return }
    if rules.rejectsReservedCode, code[0] == 0xef {
      ending = halted(.reservedCode)
      return
    }
    if code.count > rules.maximumCodeSize {
      ending = halted(.codeTooLarge)
      return
    }
    let cost = GasSchedule.codeDepositByte * Int64(code.count)
    if cost <= ending.gas {
      ending.gas -= cost
      state.setCode(frames[depth].account, bytes: [UInt8](code))
    } else if rules.failsUnpaidDeposits {
      ending = halted(.outOfGas)
    }
  }

  private mutating func halted(_ reason: HaltReason) -> FrameEnding {
    haltReason = reason
    return .halt
  }
}
