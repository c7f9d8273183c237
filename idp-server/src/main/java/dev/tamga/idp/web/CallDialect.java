package dev.tamga.idp.web;

import java.util.Set;

import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.processor.AbstractStandardExpressionAttributeTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/** {@code call:text} in a template: like {@code th:text}, and telephone numbers in it can be called. */
public final class CallDialect extends AbstractProcessorDialect {
    private static final String PREFIX = "call";
    // That of th:text
    private static final int PRECEDENCE = 1300;

    public CallDialect() {
        super("Telephone numbers", PREFIX, PRECEDENCE);
    }

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new Text(prefix));
    }

    private static final class Text extends AbstractStandardExpressionAttributeTagProcessor {
        Text(String prefix) {
            super(TemplateMode.HTML, prefix, "text", PRECEDENCE, true);
        }

        @Override
        protected void doProcess(
                ITemplateContext context, IProcessableElementTag tag, AttributeName name, String value, Object text,
                IElementTagStructureHandler element) {
            element.setBody(text == null ? "" : CallableText.html(text.toString()), false);
        }
    }
}
