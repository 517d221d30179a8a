package hangari.peer;

import hangari.linux.Arch;
import hangari.linux.KernelException;
import hangari.linux.VirtualMachine;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The test runs a guest on {@code /dev/kvm}; where there is none, or not for us, it is skipped with KVM's own reason. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresKvm.Condition.class)
public @interface RequiresKvm {
    /** Tries to make a machine. */
    final class Condition implements ExecutionCondition {
        private static final ConditionEvaluationResult RESULT = tried();

        private static ConditionEvaluationResult tried() {
            if (Arch.current() != Arch.X86_64) {
                return ConditionEvaluationResult.disabled("the tiny guest is x86 code");
            }
            try (VirtualMachine machine = VirtualMachine.create(4096)) {
                return ConditionEvaluationResult.enabled(
                        "KVM makes machines of " + machine.memory().size());
            } catch (KernelException e) {
                return ConditionEvaluationResult.disabled("needs KVM: " + e.getMessage());
            }
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return RESULT;
        }
    }
}
