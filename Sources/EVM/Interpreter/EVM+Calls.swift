import EthereumTypes

/// What the interpreter goes on with outside of its loop over instructions.
enum MachineEvent {
  /// Enter the frame at the next depth, which is ready.
  case enter
  /// Go on in the running frame from what it has written back.
  case resume
  /// Go on at the current instruction opcode by opcode: there is not enough gas for the rest of
  /// the block, or its stack bounds are not met.
  case step
  /// End the running frame.
  case success, revert
  /// End the running frame; `haltReason` says why.
  case halt
  /// End everything; `fatalError` says why.
  case fatal
}

/// CALL, CALLCODE, DELEGATECALL and STATICCALL.
extension EVM {
  /// Readies the frame of a call, with its operands on the running frame's stack.
  ///
  /// The order of charges and accesses is that of the specification of EIP-7928: an account is
  /// listed once what is known to be charged before reading it has been found affordable.
  ///
  /// - Returns: `.enter` when the frame at the next depth is ready, `.resume` when the call is
  ///   already over.
  mutating func beginCall(
    _ kind: CallKind, _ frame: UnsafeMutablePointer<Frame>
  ) -> MachineEvent {
    // Stack
    let stack = frame.pointee.stackTop
    let hasValue = kind == .call || kind == .callCode
    let value = hasValue ? stack[-2] : .zero
    let regions = stack - (hasValue ? 3 : 2)
    if kind == .call, frame.pointee.isStatic, !value.isZero { return halt(.staticViolation) }

    // Gas
    guard let input = charge(frame, offset: regions[0], size: regions[-1]),
      let output = charge(frame, offset: regions[-2], size: regions[-3])
    else { return halt(.outOfGas) }
    let target = state.id(of: Address(word: stack[-1]))
    var cost = state.isWarm(target) ? 0 : gas.coldAccountExtra
    if !value.isZero { cost += GasSchedule.callValue }
    if cost > frame.pointee.gas { return halt(.outOfGas) }
    state.warm(target)
    state.touch(target)
    if kind == .call, makesAccount(target, value) { cost += GasSchedule.newAccount }
    var code = state.code(target)
    var isDelegated = false
    if rules.followsDelegations, let address = code.delegate {
      isDelegated = true
      let delegate = state.id(of: address)
      cost += gas.delegateAccess + (state.isWarm(delegate) ? 0 : gas.coldAccountExtra)
      if cost > frame.pointee.gas { return halt(.outOfGas) }
      state.warm(delegate)
      state.touch(delegate)
      code = state.code(delegate)
    }
    guard let childGas = chargeCall(frame, cost, requested: stack[0], hasValue: !value.isZero)
    else { return halt(.outOfGas) }

    // Operation
    frame.pointee.returnData = UnsafeRawBufferPointer(start: nil, count: 0)
    frame.pointee.stackTop = regions - 4
    let caller = frame.pointee.account
    if depth == Self.maximumDepth || (!value.isZero && state.balance(caller) < value) {
      frame.pointee.gas += childGas
      return fail(frame)
    }
    let checkpoint = state.checkpoint()
    if kind == .call, !value.isZero { transfer(from: caller, to: target, value: value) }
    if value.isZero, kind == .call || kind == .staticCall {
      state.markEmptyTouched(target)
    }
    let inputBytes = frame.pointee.bytes(input)
    if !isDelegated, state.isPrecompile(target) {
      return callPrecompile(
        frame, Address(word: stack[-1]), inputBytes, childGas, output, checkpoint)
    }
    if code.count == 0 {
      frame.pointee.gas += childGas
      return succeed(frame)
    }
    let child = prepareFrame(at: depth + 1)
    child.pointee.gas = childGas
    child.pointee.input = inputBytes
    child.pointee.code = code.analyzed(opcodes)
    child.pointee.ownsCode = false
    child.pointee.kind = kind
    child.pointee.isStatic = frame.pointee.isStatic || kind == .staticCall
    child.pointee.checkpoint = checkpoint
    child.pointee.output = output
    if kind == .call || kind == .staticCall {
      child.pointee.account = target
      child.pointee.address = Address(word: stack[-1])
    } else {
      child.pointee.account = caller
      child.pointee.address = frame.pointee.address
    }
    if kind == .delegateCall {
      child.pointee.caller = frame.pointee.caller
      child.pointee.value = frame.pointee.value
    } else {
      child.pointee.caller = frame.pointee.address
      child.pointee.value = value
    }
    return .enter
  }

  /// Whether a call with this value makes its target's account.
  private mutating func makesAccount(_ target: AccountID, _ value: UInt256) -> Bool {
    if rules.clearsEmptyAccounts { return !value.isZero && state.isEmpty(target) }
    return !state.exists(target)
  }

  /// Charges a call's cost and what its child gets.
  ///
  /// - Returns: The child's gas, with the stipend, or `nil` when there is too little.
  private mutating func chargeCall(
    _ frame: UnsafeMutablePointer<Frame>, _ cost: Int64, requested: UInt256, hasValue: Bool
  ) -> Int64? {
    let available = frame.pointee.gas - cost
    if available < 0 { return nil }
    let wanted = requested.clampedUInt64
    var childGas = available - available / 64
    if rules.keepsOne64th {
      if wanted < UInt64(childGas) { childGas = Int64(wanted) }
    } else {
      if wanted > UInt64(available) { return nil }
      childGas = Int64(wanted)
    }
    frame.pointee.gas = available - childGas
    frame.pointee.gasAfterCharge = frame.pointee.gas
    return hasValue ? childGas + GasSchedule.callStipend : childGas
  }

  private mutating func callPrecompile(
    _ frame: UnsafeMutablePointer<Frame>, _ address: Address, _ input: UnsafeRawBufferPointer,
    _ childGas: Int64, _ output: MemoryRegion, _ checkpoint: Checkpoint
  ) -> MachineEvent {
    switch Precompiles.run(
      at: address, input: input, gas: childGas, fork: rules.fork, output: &precompileOutput)
    {
    case .success(let cost):
      frame.pointee.gas += childGas - cost
      let child = prepareFrame(at: depth + 1)
      frame.pointee.receive(
        child.pointee.memory.hold(precompileOutput), at: output)
      return succeed(frame)
    case .failure:
      state.revert(to: checkpoint)
      return fail(frame)
    case .unsupported:
      fatalError = .unsupportedPrecompile(address)
      return .fatal
    }
  }

  /// Moves value between accounts that both were touched, and logs it (EIP-7708).
  mutating func transfer(from sender: AccountID, to recipient: AccountID, value: UInt256) {
    state.transfer(from: sender, to: recipient, value: value)
    if rules.logsTransfers, sender != recipient {
      state.emit(
        .transfer(
          from: state.address(of: sender), to: state.address(of: recipient), value: value))
    }
  }

  mutating func succeed(_ frame: UnsafeMutablePointer<Frame>) -> MachineEvent {
    frame.pointee.stackTop += 1
    frame.pointee.stackTop.pointee = .one
    return .resume
  }

  mutating func fail(_ frame: UnsafeMutablePointer<Frame>) -> MachineEvent {
    frame.pointee.stackTop += 1
    frame.pointee.stackTop.pointee = .zero
    return .resume
  }

  mutating func halt(_ reason: HaltReason) -> MachineEvent {
    haltReason = reason
    return .halt
  }
}
