package dev.tamga.ca;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** No constructor can be called from another package. */
final class OnlyPackagePrivateConstructors extends ArchCondition<JavaClass> {
    OnlyPackagePrivateConstructors() {
        super("have constructors for their own package only");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaConstructor constructor : type.getConstructors()) {
            boolean open = constructor.getModifiers().contains(JavaModifier.PUBLIC)
                    || constructor.getModifiers().contains(JavaModifier.PROTECTED);
            events.add(new SimpleConditionEvent(constructor, !open, constructor.getFullName()));
        }
    }
}
